import { expect, test } from 'vitest'
import type { Schemas } from '../api/api'
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

const draft: Schemas['GetDraftView'] = {
  id: 'c', status: 'draft', unit, templateId: 't', templateVersion: 2, zone: 'Asia/Shanghai', version: 1, named: [unit],
  title: { zhCn: '学习', zhTw: '學習', en: 'Study' },
  batches: [
    { title: { zhCn: '先行', zhTw: '先行', en: 'Those who go first' }, start: '2026-03-02', phaseStarts: { study: '2026-04-01' }, scope: { under: ['u1'], types: ['branch'], sectors: [], pilot: false, units: [] } },
    { title: { zhCn: '第2批', zhTw: '第2批', en: 'Batch 2' }, start: '2026-04-01', phaseStarts: {}, scope: { under: [], types: ['branch'], sectors: [], pilot: null, units: [] } },
  ],
  exempt: [{ unitId: unit.id, unit: unit.name, reason: '换届' }],
}

test('A stored draft goes back as it came, with its titles in every language', () => {
  const body = bodyOf(wishOf(draft))

  expect(body).toEqual({
    templateId: 't', templateVersion: 2, title: draft.title, batches: draft.batches, exempt: [{ unitId: 'u1', reason: '换届' }],
  })
})

test('Other changes leave a title in its languages; one that is written anew is not given the translations of the old', () => {
  const later = withBatch(wishOf(draft), 0, { start: '2026-03-09' })
  expect(bodyOf(later).batches[0]?.title).toEqual(draft.batches[0]?.title)

  const renamed = withBatch({ ...later, title: ' 整改 ' }, 1, { title: '其余' })
  expect(bodyOf(renamed).title).toEqual({ zhCn: '整改' })
  expect(bodyOf(renamed).batches.map((batch) => batch.title)).toEqual([draft.batches[0]?.title, { zhCn: '其余' }])
})
