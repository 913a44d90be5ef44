import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Figures of weeks as the reader's language writes them. */
export function useFigures() {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
    const day = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', timeZone: 'UTC' })
    return {
      /** Minutes as hours, with one decimal at most. */
      hours: (minutes: number) => number.format(minutes / 60),

      /** A week by its Monday; that it is one goes without saying. */
      week: (monday: string) => day.format(new Date(monday)),
    }
  }, [i18n.language])
}
