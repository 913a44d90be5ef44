import { expect, test } from 'vitest'
import { bodyOf, firstWish, saysWho, withBatch, withEarlier, withRule, wishOf } from './wish'

const unit = { id: 'u1', name: '甲' }

test('An earlier batch goes before the rest and says who is in it', () => {
  const two = withEarlier(firstWish('2026-03-02'))
  const [first] = two.batches
  expect(first && saysWho(first)).toBe(false)

  const chosen = withBatch(two, 0, { under: [unit] })
  expect(bodyOf(chosen).batches.map((batch) => batch.scope?.under)).toEqual([['u1'], []])
})

test('Types and sectors hold for every batch', () => {
  const wish = withRule(withEarlier(firstWish('2026-03-02')), { types: ['group'] })
  expect(wish.batches.map((batch) => batch.types)).toEqual([['group'], ['group']])
})

test('A stored draft comes back as it was wished', () => {
  const wish = withBatch(firstWish('2026-03-02'), 0, { title: '全区', under: [unit], pilot: false, phaseStarts: { study: '2026-04-01' } })
  const body = bodyOf({ ...wish, title: '学习', template: { id: 't', version: 2 }, exempt: [{ unit, reason: '换届' }] })
  const read = wishOf({
    id: 'c', status: 'draft', unit, templateId: 't', templateVersion: 2, title: { zhCn: '学习' }, zone: 'Asia/Shanghai', version: 1, named: [unit],
    batches: body.batches.map((batch) => ({ title: { zhCn: batch.title?.zhCn ?? '' }, start: batch.start, phaseStarts: batch.phaseStarts ?? {}, scope: batch.scope ?? {} })),
    exempt: [{ unitId: unit.id, unit: unit.name, reason: '换届' }],
  })
  expect(bodyOf(read)).toEqual(body)
})
