/** Days as numbers, so that they can be counted and drawn. A plan's day has no zone. */
export const numberOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

export const dayOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)

/** Monday is 0. */
export const weekdayOf = (number: number) => (((number + 3) % 7) + 7) % 7

interface YearOfDays {
  year: number
  holidays: readonly { day: string; name: string }[]
  workdays: readonly string[]
}

export interface WorkingDays {
  isOff: (number: number) => boolean
  /** A Saturday or Sunday that is worked. */
  isMakeUp: (number: number) => boolean
  holidayOn: (number: number) => string | undefined
}

/** Which days are worked, as the server's calendar has it. */
export function workingDays(years: readonly YearOfDays[]): WorkingDays {
  const holidays = new Map(years.flatMap((year) => year.holidays.map((holiday) => [numberOf(holiday.day), holiday.name])))
  const worked = new Set(years.flatMap((year) => year.workdays.map(numberOf)))
  return {
    isOff: (number) => !worked.has(number) && (holidays.has(number) || weekdayOf(number) > 4),
    isMakeUp: (number) => worked.has(number),
    holidayOn: (number) => holidays.get(number),
  }
}

export interface Stretch {
  from: number
  to: number
}

/** Days in a row for which something holds, as stretches. */
export function stretchesOf({ from, to }: Stretch, holds: (number: number) => boolean): Stretch[] {
  const found: Stretch[] = []
  for (let day = from; day <= to; day++) {
    const last = found.at(-1)
    if (!holds(day)) continue
    if (last?.to === day - 1) last.to = day
    else found.push({ from: day, to: day })
  }
  return found
}
