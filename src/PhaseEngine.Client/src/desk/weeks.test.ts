import dayjs from 'dayjs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weeksOf } from './weeks'

test('Weeks are whole, begin on Monday, and hold every day of the month once', () => {
  fc.assert(fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 0, max: 11 }), (year, month) => {
    const first = dayjs(new Date(year, month, 1))
    const weeks = weeksOf(first)
    const days = weeks.flat().map((day) => day.format('YYYY-MM-DD'))

    expect(weeks.every((week) => week.length === 7 && week[0]?.day() === 1)).toBe(true)
    expect(new Set(days).size).toBe(days.length)
    expect(weeks.flat().filter((day) => day.isSame(first, 'month')).length).toBe(first.daysInMonth())
    expect(weeks[0]?.some((day) => day.date() === 1 && day.isSame(first, 'month'))).toBe(true)
  }))
})
