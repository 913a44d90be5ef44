import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'

export type Palette = Schemas['GetPaletteView']

/** What a template can be made of, in the reader's language. */
export function usePalette() {
  const { i18n } = useTranslation()
  return useQuery({ queryKey: ['template-palette', i18n.language], queryFn: () => take(api.GET('/api/v1/template-palette')), staleTime: Infinity })
}

/** The title of a type of activity by its short name: Meeting, Gate. */
export function useKindTitle() {
  const palette = usePalette().data
  return (name: string) => palette?.types.find((type) => type.type === `PhaseEngine.${name}`)?.title ?? ''
}

/** The title of a metric as conditions write it, `essay.coverage`, where the type of its requirement is known. */
export function metricTitle(palette: Palette | undefined, type: string | undefined, metric: string): string {
  const name = metric.slice(metric.lastIndexOf('.') + 1)
  const found = palette?.types.find((one) => one.type === type)?.metrics.find((one) => one.name === name)
  return found?.title ?? palette?.types.flatMap((one) => one.metrics).find((one) => one.name === name)?.title ?? name
}
