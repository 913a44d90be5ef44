import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupsOf, Scale, type Planned } from './timeline'

const one = (key: string, more: Partial<Planned>): Planned =>
  ({ activityId: key, key, title: key, type: 'Document', phase: 'p', asked: true, from: '2026-03-02', to: '2026-03-10', date: null, windows: [], reminders: [], ...more })

test('What is in a phase stands under it by due day, what is not asked nowhere', () => {
  const groups = groupsOf([
    one('late', { to: '2026-03-20' }), one('p', { type: 'Phase', phase: null }), one('soon', { to: '2026-03-05' }), one('never', { to: null }),
    one('elsewhere', { asked: false }), one('way', { type: 'Choice' }), one('closing', { type: 'Gate', phase: null }),
  ])
  expect(groups.map((group) => [group.phase?.key, group.rows.map((row) => row.key)])).toEqual([['p', ['soon', 'late', 'never']], [undefined, ['closing']]])
})

test('A phase’s gates come behind all that is asked in it, whatever their day', () => {
  const groups = groupsOf([one('p', { type: 'Phase', phase: null }), one('gate', { type: 'Gate', from: '2026-03-01' }), one('report', {}), one('standing', { to: null })])
  expect(groups[0]?.rows.map((row) => row.key)).toEqual(['report', 'standing', 'gate'])
})

test('Whatever the days, a bar lies within the chart and is as long as its days', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (length, offset, days) => {
    const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10)
    const scale = new Scale(day(0), day(length))
    const { left, width } = scale.bar(day(offset), day(offset + days))
    expect(parseFloat(left) + parseFloat(width)).toBeLessThanOrEqual(100.0001)
    if (offset + days < scale.days) expect(parseFloat(width)).toBeCloseTo((100 * (days + 1)) / scale.days)
  }))
})

test('Few weeks are marked by their Mondays, many by months', () => {
  expect(new Scale('2026-03-02', '2026-03-29').ticks(8)).toEqual(['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'])
  expect(new Scale('2026-01-01', '2027-06-30').ticks(6)).toHaveLength(6)
})

test('The shade begins and ends where people stop and begin to work', () => {
  const scale = new Scale('2026-03-02', '2026-03-11')
  expect(scale.shade([{ from: scale.first + 5, to: scale.first + 6 }], 'grey')).toBe('linear-gradient(to right, transparent 0%, transparent 50%, grey 50%, grey 70%, transparent 70%, transparent 100%)')
})
