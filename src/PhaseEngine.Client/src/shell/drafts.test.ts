import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draftsOf, drop, dropAll, keep, kept, unsent } from './drafts'

beforeEach(() => {
  localStorage.clear()
  draftsOf('zhang')
})
afterEach(() => vi.useRealTimers())

const day = 24 * 60 * 60 * 1000

test('What somebody began is there again for them', () => {
  keep('a', { notes: '学习' })
  draftsOf('zhang')

  expect(kept('a')).toEqual({ notes: '学习' })
})

test('It is not shown to the next person at the same browser, and goes', () => {
  keep('opinion', { text: '不同意' })
  draftsOf('li')

  expect(kept('opinion')).toBeUndefined()
  expect(JSON.stringify(localStorage)).not.toContain('不同意')
})

test('Nobody’s begins with another’s', () => {
  keep('a', 1)
  draftsOf('zhan')

  expect(unsent()).toBe(0)
  expect(kept('g.a')).toBeUndefined()
})

test('What was kept before drafts had owners goes', () => {
  localStorage.setItem('phaseengine.draft.run.essay', '{"notes":"学习"}')
  draftsOf('zhang')

  expect(localStorage.length).toBe(0)
})

test('What nobody came back to for a month goes', () => {
  keep('old', 1)
  vi.useFakeTimers({ now: Date.now() + 20 * day })
  keep('newer', 2)
  vi.setSystemTime(Date.now() + 11 * day)
  draftsOf('zhang')

  expect([kept('old'), kept('newer')]).toEqual([undefined, 2])
})

test('Signing out leaves nothing of the reader’s forms, and what is no draft alone', () => {
  localStorage.setItem('phaseengine.language', 'en')
  keep('a', 1)
  keep('b', 2)
  drop('b')
  expect(unsent()).toBe(1)

  dropAll()

  expect(unsent()).toBe(0)
  expect(Object.keys(localStorage)).toEqual(['phaseengine.language'])
})

test('What cannot be read is no draft', () => {
  localStorage.setItem('phaseengine.draft.zhang.a', '{broken')
  localStorage.setItem('phaseengine.draft.zhang.b', '"another form of it"')

  expect([kept('a'), kept('b')]).toEqual([undefined, undefined])
})
