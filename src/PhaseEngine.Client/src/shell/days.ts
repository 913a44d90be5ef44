import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Days and moments as the reader's language writes them. A plan's day has no zone: it is written as it came. */
export function useDays() {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const dayFormat = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' })
    const fullFormat = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })
    const momentFormat = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
    return {
      day: (day: string) => dayFormat.format(new Date(day)),
      full: (day: string) => fullFormat.format(new Date(day)),
      moment: (instant: string) => momentFormat.format(new Date(instant)),
    }
  }, [i18n.language])
}
