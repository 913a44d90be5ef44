import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Minutes as hours with one decimal at most, as the reader's language writes numbers. */
export function useHours() {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const format = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
    return (minutes: number) => format.format(minutes / 60)
  }, [i18n.language])
}
