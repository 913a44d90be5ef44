import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchors, readDate, readOffset, readSpan, spanUnits, writeDate, writeOffset, writeSpan } from './dates'

const unit = fc.constantFrom(...spanUnits)

test('Every date form is read as what was written', () => {
  const counted = fc.record({ anchor: fc.constantFrom(...anchors), count: fc.integer({ min: -400, max: 400 }), unit })
  fc.assert(fc.property(counted, (date) => {
    expect(readDate(writeDate(date))).toEqual(date.count === 0 ? { ...date, unit: 'd' } : date)
  }))
  fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (month, day) => {
    expect(readDate(writeDate({ month, day }))).toEqual({ month, day })
  }))
})

test('Spans and offsets are read as what was written', () => {
  fc.assert(fc.property(fc.nat(400), unit, (count, of) => {
    expect(readSpan(writeSpan({ count, unit: of }))).toEqual({ count, unit: of })
  }))
  fc.assert(fc.property(fc.integer({ min: -90, max: 90 }), unit, (count, of) => {
    expect(readOffset(writeOffset({ count, unit: of }))).toEqual({ count, unit: of })
  }))
})

test('What is no date is not taken for one', () => {
  for (const text of ['', '2005-07-25', 'start+', 'end-5x', 'soon']) expect(readDate(text)).toBeUndefined()
})
