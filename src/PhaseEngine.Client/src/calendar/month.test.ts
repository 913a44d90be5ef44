import { expect, test } from 'vitest'
import { workingDays } from '../designer/views/days'
import { monthOf, restsOf } from './month'

const working = workingDays([{ year: 2026, holidays: [{ day: '2026-10-01', name: '国庆节' }], workdays: ['2026-10-10'] }])

test('A month is laid out in weeks from Monday on, every day once', () => {
  const weeks = monthOf(2026, 10, working)
  expect(weeks.every((week) => week.length === 7)).toBe(true)
  expect(weeks[0]?.map((cell) => cell?.date ?? null)).toEqual([null, null, null, 1, 2, 3, 4])
  expect(weeks.flat().filter((cell) => cell !== null)).toHaveLength(31)
})

test('Each day is told as worked, off, a holiday, or worked in exchange', () => {
  const cells = monthOf(2026, 10, working).flat()
  const state = (date: number) => cells.find((cell) => cell?.date === date)?.state
  expect([1, 3, 9, 10].map(state)).toEqual(['holiday', 'weekend', 'working', 'makeUp'])
  expect(monthOf(2024, 2, working).flat().filter((cell) => cell !== null)).toHaveLength(29)
  expect(monthOf(2026, 12, working).flat().filter((cell) => cell !== null)).toHaveLength(31)
})

test('Days off in a row under one name are one rest', () => {
  expect(restsOf([{ day: '2026-01-01', name: '元旦' }, { day: '2026-02-15', name: '春节' }, { day: '2026-02-16', name: '春节' }])).toEqual([
    { name: '元旦', from: '2026-01-01', to: '2026-01-01', days: 1 }, { name: '春节', from: '2026-02-15', to: '2026-02-16', days: 2 },
  ])
})
