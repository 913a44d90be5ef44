import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, numberOf, stretchesOf, weekdayOf, workingDays } from './days'

const days2026 = workingDays([{
  year: 2026,
  holidays: [{ day: '2026-10-01', name: '国庆节' }, { day: '2026-10-02', name: '国庆节' }],
  workdays: ['2026-10-10'],
}])

test('A day and its number are the same thing', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 60_000 }), (number) => numberOf(dayOf(number)) === number))
  expect(weekdayOf(numberOf('2026-09-21'))).toBe(0)
  expect(weekdayOf(numberOf('1969-12-29'))).toBe(0)
})

test('Holidays and weekends are off, a Saturday worked in exchange is not', () => {
  expect(['2026-10-01', '2026-10-03', '2026-10-10', '2026-10-12'].map((day) => days2026.isOff(numberOf(day)))).toEqual([true, true, false, false])
  expect([days2026.isMakeUp(numberOf('2026-10-10')), days2026.holidayOn(numberOf('2026-10-02'))]).toEqual([true, '国庆节'])
})

test('Stretches hold exactly the days for which it holds', () => {
  fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (held) => {
    const stretches = stretchesOf({ from: 0, to: held.length - 1 }, (day) => held[day] === true)
    const days = stretches.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
    expect(days).toEqual(held.flatMap((holds, day) => (holds ? [day] : [])))
    for (const [index, next] of stretches.slice(1).entries()) expect(next.from).toBeGreaterThan((stretches[index]?.to ?? 0) + 1)
  }))
})
