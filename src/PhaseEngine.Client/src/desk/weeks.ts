import type { Dayjs } from 'dayjs'

const daysInAWeek = 7

/** The weeks that hold a month, Monday first, each whole. */
export function weeksOf(month: Dayjs): Dayjs[][] {
  const start = month.startOf('month')
  const monday = start.subtract((start.day() + 6) % daysInAWeek, 'day')
  const weeks: Dayjs[][] = []
  for (let day = monday; day.isBefore(month.endOf('month')); day = day.add(daysInAWeek, 'day')) {
    weeks.push(Array.from({ length: daysInAWeek }, (_, n) => day.add(n, 'day')))
  }
  return weeks
}
