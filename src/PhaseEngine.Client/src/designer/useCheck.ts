import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { withoutEnglish } from '../templates/Findings'
import { everyActivity, type Definition } from './document'

export type Finding = Schemas['FindingView']

export interface Findings {
  all: readonly Finding[]
  /** How many texts have no English: one thing to know, not one for each card. */
  untranslated: number
  /** Those of an activity, and of what lies in it but is no part of its own. */
  of: (id: string) => readonly Finding[]
  /** Whether the check has looked at what is on the screen. */
  isFresh: boolean
  failed: Error | null
}

const pause = 500

/** Checks what is being designed while it is designed: the same check that publishing asks. */
export function useCheck(definition: Definition): Findings {
  const { i18n } = useTranslation()
  const settled = useSettled(definition, pause)
  const check = useQuery({
    queryKey: ['template-check', i18n.language, settled],
    // The document itself is what is asked about; hashing it by content would cost more than asking.
    queryKeyHashFn: () => `template-check ${i18n.language} ${numberOf(settled)}`,
    queryFn: () => take(api.POST('/api/v1/template-checks', { body: { definition: settled as never } })),
    placeholderData: (before) => before,
    gcTime: 60_000,
    staleTime: Infinity,
  })
  const found = useDeferredValue(check.data?.findings ?? none)

  return useMemo(() => {
    const all = found.filter((finding) => finding.code !== withoutEnglish)
    const byActivity = new Map<string, Finding[]>()
    const owners = new Map(everyActivity(settled).flatMap((activity) => (activity.body === undefined ? [] : [[activity.body.id, activity.id] as const])))
    for (const finding of all) {
      const id = finding.activityId ?? ''
      const owner = owners.get(id) ?? id
      byActivity.set(owner, [...(byActivity.get(owner) ?? []), finding])
    }
    return { all, untranslated: found.length - all.length, of: (id: string) => byActivity.get(id) ?? none, isFresh: settled === definition && !check.isFetching, failed: check.error }
  }, [found, settled, definition, check.isFetching, check.error])
}

const none: readonly Finding[] = []

const numbers = new WeakMap<Definition, number>()
let count = 0

function numberOf(definition: Definition): number {
  const known = numbers.get(definition) ?? ++count
  numbers.set(definition, known)
  return known
}

function useSettled<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
