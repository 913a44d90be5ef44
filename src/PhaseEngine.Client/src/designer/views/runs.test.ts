import { expect, test } from 'vitest'
import { keep, pairs, runsOf, weeksOf, type Simulation } from './runs'

const run = (weeks: number[], start = '2026-03-02'): Simulation => ({
  notice: '', start, assumptions: {}, units: 1, finished: 1, lastFinished: null, requirements: [], gates: [],
  weeks: weeks.map((minutesPerUnit, index) => ({ monday: `2026-03-0${index + 2}`, minutesPerUnit, busiestUnitMinutes: 0, records: 0 })),
})

test('What is in both runs stands side by side, what one lacks is still named', () => {
  const [a, b, c] = [{ key: 'a', title: '甲' }, { key: 'b', title: '乙' }, { key: 'c', title: '丙' }]
  expect(pairs([b, a], [a, c])).toEqual([
    { key: 'b', title: '乙', now: b, before: undefined }, { key: 'a', title: '甲', now: a, before: a }, { key: 'c', title: '丙', now: undefined, before: c },
  ])
  expect(pairs([a], undefined)).toEqual([{ key: 'a', title: '甲', now: a, before: undefined }])
})

test('Runs are kept by template, the newest first, and not without end', () => {
  for (let count = 1; count <= 8; count++) keep('one', run([count]), '')
  keep('other', run([1]), '')
  expect(runsOf('one').map((kept) => kept.number)).toEqual([8, 7, 6, 5, 4, 3])
  expect(runsOf('other')).toHaveLength(1)
  expect(runsOf('none')).toEqual([])
})

test('The weeks of a longer and a shorter run lie over one another', () => {
  expect(weeksOf([run([5, 6]), run([1, 2, 3])]).map((week) => week.values)).toEqual([[5, 1], [6, 2], [0, 3]])
  expect(weeksOf([])).toEqual([])
})
