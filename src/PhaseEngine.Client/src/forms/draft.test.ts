import dayjs, { type Dayjs } from 'dayjs'
import { beforeEach, expect, test } from 'vitest'
import { draftsOf, unsent } from '../shell/drafts'
import { dropDraft, keepDraft, readDraft } from './draft'
import type { Field } from './useKinds'

const on: Field = { name: 'on', title: '日期', type: 'date', required: true, words: null, rows: null, min: null, max: null }

beforeEach(() => {
  localStorage.clear()
  draftsOf('zhang')
})

test('What was typed is there again, the day as the day it was', () => {
  keepDraft('a', { on: dayjs('2026-03-01'), notes: '学习' })

  const kept = readDraft('a', [on])
  expect((kept?.['on'] as Dayjs).format('YYYY-MM-DD')).toBe('2026-03-01')
  expect(kept?.['notes']).toBe('学习')
})

test('Days within rows come back as days', () => {
  const rows: Field = { ...on, name: 'actions', type: 'rows', rows: [on] }
  keepDraft('a', { actions: [{ on: dayjs('2026-03-01') }] })

  const kept = readDraft('a', [rows])?.['actions'] as { on: Dayjs }[]
  expect(kept[0]?.on.format('YYYY-MM-DD')).toBe('2026-03-01')
})

test('What was recorded is forgotten', () => {
  keepDraft('a', { notes: '学习' })
  dropDraft('a')

  expect(readDraft('a', [on])).toBeUndefined()
})

test('What cannot be read is no draft', () => {
  const rows: Field = { ...on, name: 'actions', type: 'rows', rows: [on] }
  keepDraft('a', { actions: [null] })

  expect(readDraft('a', [rows])).toBeUndefined()
  expect(unsent()).toBe(0)
})
