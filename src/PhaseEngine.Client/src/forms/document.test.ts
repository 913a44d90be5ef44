import dayjs from 'dayjs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf, firstValues, hasRoll, rollOf, theRoll, valuesOf, withRollOnce } from './document'
import type { Field } from './useKinds'

const field = (name: string, type: Field['type'], more: Partial<Field> = {}): Field =>
  ({ name, title: name, type, required: false, words: null, rows: null, min: null, max: null, ...more })

test('What was left empty is not in the document', () => {
  const fields = [field('on', 'date'), field('notes', 'text'), field('minutes', 'whole')]

  expect(documentOf(fields, { on: dayjs('2026-03-01'), notes: '   ', minutes: null })).toEqual({ on: '2026-03-01' })
})

test('Rows are documents of their own', () => {
  const fields = [field('actions', 'rows', { rows: [field('what', 'line'), field('due', 'date')] })]

  expect(documentOf(fields, { actions: [{ what: ' 整改 ', due: dayjs('2026-03-09') }, { what: '' }] })).toEqual({ actions: [{ what: '整改', due: '2026-03-09' }, {}] })
})

test('No and nought are answers', () => {
  expect(documentOf([field('held', 'bool'), field('count', 'whole')], { held: false, count: 0 })).toEqual({ held: false, count: 0 })
})

test('A form with present and absent is one roll, where it stood', () => {
  const [on, topics] = [field('on', 'date'), field('topics', 'text')]
  const fields = [on, field('present', 'members'), field('absent', 'members'), topics]

  expect(hasRoll(fields)).toBe(true)
  expect(withRollOnce(fields)).toEqual([on, theRoll, topics])
})

test('A record that is put right begins as it was written', () => {
  const fields = [field('on', 'date'), field('actions', 'rows', { rows: [field('what', 'line'), field('due', 'date')] })]
  const document = { on: '2026-03-01', actions: [{ what: '整改', due: '2026-03-09' }] }

  expect(documentOf(fields, valuesOf(fields, document))).toEqual(document)
})

test('Of items there are already, those are recorded of which something is said', () => {
  const discussed = field('discussed', 'rows', { rows: [field('item', 'item'), field('conclusion', 'line')] })

  expect(documentOf([discussed], { discussed: { a: { conclusion: '限期解决' }, b: { conclusion: '' }, c: {} } })).toEqual({ discussed: [{ item: 'a', conclusion: '限期解决' }] })
})

test('The only choice there is need not be made', () => {
  const word = field('form', 'word', { required: true, words: [{ value: 'group', title: '集体学习' }] })

  expect(firstValues([word], '2026-03-01')).toEqual({ form: 'group' })
})

test('Everybody asked is either present or absent, never both', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.uuid()), fc.array(fc.uuid()), fc.infiniteStream(fc.boolean()), (asked, strangers, coin) => {
    const ticked = asked.filter(() => coin.next().value)
    const roll = rollOf(asked, [...ticked, ...strangers])

    expect([...roll.present, ...roll.absent].sort()).toEqual([...asked].sort())
    expect(roll.absent.sort()).toEqual(ticked.sort())
  }))
})
