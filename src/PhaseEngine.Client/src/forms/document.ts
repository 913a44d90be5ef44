import dayjs, { isDayjs } from 'dayjs'
import type { Field } from './useKinds'

export type Values = Record<string, unknown>

const rollFields = ['present', 'absent']

/** A form with both asks who came: it is filled in by ticking who did not. */
export const hasRoll = (fields: readonly Field[]) => rollFields.every((name) => fields.some((field) => field.name === name && field.type === 'members'))

/** Stands for both of them. */
export const theRoll = Symbol('roll')

/** What to draw one after the other; the roll is one thing, where its first field stands. */
export function withRollOnce(fields: readonly Field[]): (Field | typeof theRoll)[] {
  if (!hasRoll(fields)) return [...fields]
  const [first, ...others] = fields.filter((field) => rollFields.includes(field.name))
  return fields.filter((field) => !others.includes(field)).map((field) => (field === first ? theRoll : field))
}

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
  if (field.type === 'rows') return rowsIn(typed).map((row) => documentOf(field.rows ?? [], row))
  return typed
}

/** Rows as they were added one by one; or, where each is about an item there is already, by its id: those that say something. */
function rowsIn(typed: unknown): Values[] {
  if (Array.isArray(typed)) return typed as Values[]
  return Object.entries(typed as Record<string, Values>).filter(([, row]) => Object.values(row).some(isSaid)).map(([item, row]) => ({ item, ...row }))
}

const isSaid = (value: unknown) => value !== undefined && value !== null && value !== ''

/** What a new form begins with: today, the only choice where there is but one, and the reader's own role. */
export function firstValues(fields: readonly Field[], today: string, myRoles: readonly string[] = []): Values {
  const values: Values = {}
  for (const field of fields) {
    const words = field.words?.map((word) => word.value) ?? []
    if (field.name === 'on' && field.type === 'date') values[field.name] = dayjs(today)
    if (field.required && words.length === 1) values[field.name] = words[0]
    // Whoever writes it down has usually led it.
    if (field.name === 'ledBy') values[field.name] = words.find((word) => myRoles.includes(word))
  }
  return values
}

/** A record's document as a form shows it: to be put right. */
export function valuesOf(fields: readonly Field[], document: Values): Values {
  return Object.fromEntries(fields.filter((field) => field.name in document).map((field) => [field.name, typedOf(field, document[field.name])]))
}

function typedOf(field: Field, value: unknown): unknown {
  if (field.type === 'date' && typeof value === 'string') return dayjs(value)
  if (field.type === 'rows' && Array.isArray(value)) return (value as Values[]).map((row) => valuesOf(field.rows ?? [], row))
  return value
}

/** Everybody asked who is not ticked as absent was there. */
export const rollOf = (asked: readonly string[], absent: readonly string[]) =>
  ({ present: asked.filter((id) => !absent.includes(id)), absent: asked.filter((id) => absent.includes(id)) })
