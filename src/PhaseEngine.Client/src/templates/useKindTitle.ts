import { usePalette, type Palette } from '../designer/usePalette'

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
