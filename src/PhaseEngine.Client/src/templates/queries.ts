import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, take, type Schemas } from '../api/api'
import type { Definition } from '../designer/document'

export type Template = Schemas['GetTemplateView']
export type Version = Schemas['GetTemplateVersionItem']
export type Finding = Schemas['FindingView']

export interface TemplateFilter {
  search?: string
  published?: boolean
}

/** Edited on another page a moment ago: looked at again each time. */
export const fresh = { staleTime: 0 }

export function useTemplates(filter: TemplateFilter) {
  return useInfiniteQuery({
    queryKey: ['templates', 'list', filter],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/templates', { params: { query: { ...filter, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })
}

/** What comes with the product does not change while it runs. */
export function useLibrary() {
  return useQuery({ queryKey: ['template-library'], queryFn: () => take(api.GET('/api/v1/template-library')), staleTime: Infinity })
}

export function useTemplate(templateId: string) {
  return useQuery({
    queryKey: ['templates', templateId],
    queryFn: () => take(api.GET('/api/v1/templates/{templateId}', { params: { path: { templateId } } })),
    ...fresh,
  })
}

/** One version with its definition. */
export function useVersion(templateId: string, version: number) {
  return useQuery({
    queryKey: ['templates', templateId, 'versions', version],
    queryFn: async () => {
      const found = await take(api.GET('/api/v1/templates/{templateId}/versions/{version}', { params: { path: { templateId, version } } }))
      return { ...found, definition: found.definition as Definition }
    },
    ...fresh,
  })
}

export function useFindings(templateId: string, version: number) {
  return useQuery({
    queryKey: ['templates', templateId, 'findings', version],
    queryFn: () => take(api.GET('/api/v1/templates/{templateId}/versions/{version}/findings', { params: { path: { templateId, version } } })),
    ...fresh,
  })
}
