import { isDayjs } from 'dayjs'
import { drop, keep, kept } from '../shell/drafts'
import { valuesOf, type Values } from './document'
import type { Field } from './useKinds'

/** What was typed stays on this device until it is recorded, whatever becomes of the network or the page. */
export function keepDraft(key: string, values: Values) {
  keep(key, plain(values))
}

/** Days as days: as JSON a date would become an instant, and perhaps the day before. */
function plain(value: unknown): unknown {
  if (isDayjs(value)) return value.format('YYYY-MM-DD')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

export function readDraft(key: string, fields: readonly Field[]): Values | undefined {
  const found = kept(key)
  if (typeof found !== 'object' || found === null) return undefined

  try {
    return valuesIn(found as Values, fields)
  } catch {
    // Written by another version of the page: worth less than a fresh form.
    dropDraft(key)
    return undefined
  }
}

export const dropDraft = drop

/** What is no field of the record, as a reason or what else it serves, stays as it was typed. */
const valuesIn = (found: Values, fields: readonly Field[]): Values => ({ ...found, ...valuesOf(fields, found) })
