import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'

export type Kind = Schemas['ListKindsItem']
export type RecordForm = Schemas['ListKindsForm']
export type Field = Schemas['ListKindsFormField']

/** What the kinds of requirement declare: forms are drawn from it, so that a new kind needs no new page. */
export function useKind(name: string): Kind | undefined {
  const { i18n } = useTranslation()
  const kinds = useQuery({ queryKey: ['kinds', i18n.language], queryFn: () => take(api.GET('/api/v1/requirement-kinds')), staleTime: Infinity })
  return kinds.data?.find((kind) => kind.kind === name)
}
