import { isDayjs } from 'dayjs'
import { valuesOf, type Values } from './document'
import type { Field } from './useKinds'

const prefix = 'phaseengine.draft.'

/** What was typed stays on this device until it is recorded, whatever becomes of the network or the page. */
export function keepDraft(key: string, values: Values) {
  localStorage.setItem(prefix + key, JSON.stringify(plain(values)))
}

/** Days as days: as JSON a date would become an instant, and perhaps the day before. */
function plain(value: unknown): unknown {
  if (isDayjs(value)) return value.format('YYYY-MM-DD')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

export function readDraft(key: string, fields: readonly Field[]): Values | undefined {
  const kept = localStorage.getItem(prefix + key)
  if (kept === null) return undefined

  try {
    return valuesIn(JSON.parse(kept) as Values, fields)
  } catch {
    // Written by another version of the page: worth less than a fresh form.
    dropDraft(key)
    return undefined
  }
}

export function dropDraft(key: string) {
  localStorage.removeItem(prefix + key)
}

/** What is no field of the record, as a reason or what else it serves, stays as it was typed. */
const valuesIn = (kept: Values, fields: readonly Field[]): Values => ({ ...kept, ...valuesOf(fields, kept) })
