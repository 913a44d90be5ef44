import type { Values } from './document'

/** Fields that a form asks only where another one says so: the server takes them in any case. */
const rules: Readonly<Record<string, Readonly<Record<string, (typed: Values) => boolean>>>> = {
  absence: {
    absences: (typed) => madeGood(typed),
    minutes: (typed) => madeGood(typed),
    reason: (typed) => typed['settledBy'] === 'exempt',
    search: (typed) => typed['settledBy'] === 'outOfContact',
  },
  meeting: {
    minutes: (typed) => typed['minutesAttached'] !== true,
  },
}

const madeGood = (typed: Values) => typed['settledBy'] === 'makeUp' || typed['settledBy'] === 'atTheDoor'

/** Whether a form asks for a field, after what was typed so far. */
export const asks = (form: string, field: string, typed: Values) => rules[form]?.[field]?.(typed) ?? true
