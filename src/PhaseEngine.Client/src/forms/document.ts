import dayjs, { isDayjs } from 'dayjs'
import type { Field } from './useKinds'

export type Values = Record<string, unknown>

const rollFields = ['present', 'absent']

/** A form with both asks who came: it is filled in by ticking who did not. */
export const hasRoll = (fields: readonly Field[]) => rollFields.every((name) => fields.some((field) => field.name === name && field.type === 'members'))

/** The fields to draw one by one; the roll is one thing. */
export const plainFields = (fields: readonly Field[]) => (hasRoll(fields) ? fields.filter((field) => !rollFields.includes(field.name)) : [...fields])

/** What was typed, as the record's document: nothing for what was left empty. */
export function documentOf(fields: readonly Field[], values: Values): Values {
  const document: Values = {}
  for (const field of fields) {
    const value = valueOf(field, values[field.name])
    if (value !== undefined) document[field.name] = value
  }
  return document
}

function valueOf(field: Field, typed: unknown): unknown {
  if (typed === undefined || typed === null || typed === '') return undefined
  if (isDayjs(typed)) return typed.format('YYYY-MM-DD')
  if (field.type === 'line' || field.type === 'text') return (typed as string).trim() || undefined
  if (field.type === 'rows') return (typed as Values[]).map((row) => documentOf(field.rows ?? [], row))
  return typed
}

/** What a new form begins with: today, and the only choice where there is but one. */
export function firstValues(fields: readonly Field[], today: string): Values {
  const values: Values = {}
  for (const field of fields) {
    if (field.name === 'on' && field.type === 'date') values[field.name] = dayjs(today)
    if (field.required && field.words?.length === 1) values[field.name] = field.words[0]?.value
  }
  return values
}

/** Everybody asked who is not ticked as absent was there. */
export const rollOf = (asked: readonly string[], absent: readonly string[]) =>
  ({ present: asked.filter((id) => !absent.includes(id)), absent: asked.filter((id) => absent.includes(id)) })
