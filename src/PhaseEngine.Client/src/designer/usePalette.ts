import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'

export type Palette = Schemas['GetPaletteView']
export type PaletteType = Schemas['GetPaletteTypeItem']
export type Setting = Schemas['GetPaletteSetting']
export type Metric = Schemas['GetPaletteMetric']
export type Titled = Schemas['GetPaletteTitled']

/** What a template can be made of, as the product declares it: a new kind of requirement appears by itself. */
export function usePalette() {
  const { i18n } = useTranslation()
  // In another language the words change, not what is being designed: until they are there, the former ones stay.
  return useQuery({ queryKey: ['palette', i18n.language], queryFn: () => take(api.GET('/api/v1/template-palette')), staleTime: Infinity, placeholderData: (before) => before })
}

export const typeIn = (palette: Palette, type: string): PaletteType | undefined => palette.types.find((item) => item.type === type)

export const kindsIn = (palette: Palette): PaletteType[] => palette.types.filter((item) => item.kind !== null)

export const titleOf = (words: readonly Titled[] | null, word: string) => words?.find((item) => item.word === word)?.title ?? word
