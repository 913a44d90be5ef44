import { dayOf, numberOf, weekdayOf, type WorkingDays } from '../designer/views/days'

export interface DayCell {
  day: string
  date: number
  state: 'working' | 'weekend' | 'holiday' | 'makeUp'
  holiday: string | undefined
}

/** The days of a month in weeks from Monday on; null where the month has none. */
export function monthOf(year: number, month: number, working: WorkingDays): (DayCell | null)[][] {
  const first = numberOf(`${year}-${String(month).padStart(2, '0')}-01`)
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  const cells: (DayCell | null)[] = [
    ...Array.from({ length: weekdayOf(first) }, () => null),
    ...Array.from({ length: numberOf(next) - first }, (_, index) => cellOf(first + index, index + 1, working)),
  ]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

function cellOf(number: number, date: number, working: WorkingDays): DayCell {
  const holiday = working.holidayOn(number)
  const state = working.isMakeUp(number) ? 'makeUp' : holiday !== undefined ? 'holiday' : working.isOff(number) ? 'weekend' : 'working'
  return { day: dayOf(number), date, state, holiday }
}

export interface Rest {
  name: string
  from: string
  to: string
  days: number
}

/** Holidays in a row under one name. */
export function restsOf(holidays: readonly { day: string; name: string }[]): Rest[] {
  const rests: Rest[] = []
  for (const { day, name } of holidays) {
    const last = rests.at(-1)
    if (last?.name === name && numberOf(last.to) + 1 === numberOf(day)) {
      last.to = day
      last.days++
    } else rests.push({ name, from: day, to: day, days: 1 })
  }
  return rests
}
