import { useQuery } from '@tanstack/react-query'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api, take } from '../api/api'
import { asDay, dayOf } from './plain'

interface DayInputProps {
  value: string | null
  onChange: (day: string | null) => void
  label: string
  allowClear?: boolean
  placeholder?: string
}

/** A day, with a word about it where nobody works then. */
export function DayInput({ value, onChange, label, allowClear = false, placeholder }: DayInputProps) {
  const off = useDayOff(value)
  return (
    <span className="day-input">
      <DatePicker value={asDay(value)} onChange={(day) => onChange(dayOf(day))} aria-label={label} allowClear={allowClear} {...(placeholder ? { placeholder } : {})} />
      {off && <span className="mark soon">{off}</span>}
    </span>
  )
}

/** Why nobody works on a day; undefined where people do, or as long as it is not known. */
export function useDayOff(day: string | null): string | undefined {
  const { t } = useTranslation('office')
  const year = day === null ? 0 : dayjs(day).year()
  const years = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => take(api.GET('/api/v1/calendar/years', { params: { query: { from: year, to: year } } })),
    enabled: year > 1900,
    staleTime: 3_600_000,
  })
  const found = years.data?.[0]
  if (day === null || found === undefined || found.workdays.includes(day)) return undefined
  const holiday = found.holidays.find((one) => one.day === day)
  if (holiday) return t('days.holiday', { name: holiday.name })
  return dayjs(day).day() % 6 === 0 ? t('days.weekend') : undefined
}
