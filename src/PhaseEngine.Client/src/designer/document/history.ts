/** What was, what is, and what was undone. Documents are never changed in place, so that remembering one costs next to nothing. */
export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** What the last change was about: typing on in one field is one step. */
  readonly about?: string
}

const steps = 200

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] })

/** @param about Changes about the same thing right after each other are undone together. */
export function change<T>(history: History<T>, next: T, about?: string): History<T> {
  if (next === history.present) return history
  const goesOn = about !== undefined && about === history.about && history.future.length === 0
  const past = goesOn ? history.past : [...history.past, history.present].slice(-steps)
  return { past, present: next, future: [], about }
}

export function undo<T>(history: History<T>): History<T> {
  const last = history.past.at(-1)
  if (last === undefined) return history
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future] }
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future }
}
