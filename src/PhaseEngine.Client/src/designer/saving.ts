import { useCallback, useEffect, useRef, useState } from 'react'
import { api, take } from '../api/api'
import { NetworkFailure, Refusal } from '../api/refusal'
import { drop, keep, kept } from '../shell/drafts'
import type { Definition } from './document'

export type Saving =
  | { state: 'saved'; at: Date | null }
  | { state: 'unsaved' | 'saving' }
  /** No answer: kept on this device, tried again. */
  | { state: 'offline' }
  /** Somebody else saved this version in the meantime. */
  | { state: 'changed' }
  | { state: 'refused'; refusal: Error; definition: Definition }

export interface KeptDraft {
  /** What it was based on. */
  revision: number
  definition: Definition
}

const [pause, pauseOffline] = [1_200, 8_000]
const place = (templateId: string, version: number) => `template.${templateId}.${version}`

export const keptDraft = (templateId: string, version: number) => (kept(place(templateId, version)) as KeptDraft | undefined) ?? null

export const forgetDraft = (templateId: string, version: number) => drop(place(templateId, version))

interface Saved {
  templateId: string
  version: number
  revision: number
  definition: Definition
}

/**
 * Saves a draft a moment after each change, based on the revision it was read at. Until the server has it, it stays on this
 * device. Once somebody else changed it nothing is sent any more, until the reader has decided.
 */
export function useSaving(stored: Saved, present: Definition, enabled: boolean) {
  const { templateId, version } = stored
  const base = useRef({ revision: stored.revision, definition: stored.definition })
  const busy = useRef(false)
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: null })
  const [attempt, setAttempt] = useState(0)

  const save = useCallback(async (definition: Definition) => {
    if (busy.current) return
    busy.current = true
    setSaving({ state: 'saving' })
    try {
      const saved = await take(api.PUT('/api/v1/templates/{templateId}/versions/{version}/definition', {
        params: { path: { templateId, version }, header: { 'If-Match': `"${base.current.revision}"` } },
        body: { definition: definition as never },
      }))
      base.current = { revision: saved.version, definition }
      forgetDraft(templateId, version)
      setSaving({ state: 'saved', at: new Date() })
    } catch (error) {
      setSaving(stateAfter(error, definition))
    } finally {
      busy.current = false
      setAttempt((before) => before + 1)
    }
  }, [templateId, version])

  // What was refused is not sent again unchanged.
  const stopped = saving.state === 'changed' || (saving.state === 'refused' && saving.definition === present)
  useEffect(() => {
    if (!enabled) return
    if (present === base.current.definition) {
      forgetDraft(templateId, version)
      setSaving((before) => (before.state === 'unsaved' || before.state === 'offline' ? { state: 'saved', at: null } : before))
      return
    }
    keep(place(templateId, version), { revision: base.current.revision, definition: present } satisfies KeptDraft)
    if (stopped || busy.current) return
    setSaving((before) => (before.state === 'offline' ? before : { state: 'unsaved' }))
    const timer = setTimeout(() => void save(present), saving.state === 'offline' ? pauseOffline : pause)
    return () => clearTimeout(timer)
    // A failed attempt is tried again: each ends with another number.
  }, [present, enabled, stopped, attempt, saving.state, save, templateId, version])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saving.state === 'unsaved' || saving.state === 'saving') event.preventDefault()
    }
    const again = () => setSaving((before) => (before.state === 'offline' ? { state: 'unsaved' } : before))
    addEventListener('beforeunload', warn)
    addEventListener('online', again)
    return () => {
      removeEventListener('beforeunload', warn)
      removeEventListener('online', again)
    }
  }, [saving.state])

  /** Puts what is on the screen in the place of what somebody else saved. */
  const overwrite = useCallback(async () => {
    const newest = await take(api.GET('/api/v1/templates/{templateId}/versions/{version}', { params: { path: { templateId, version } } }))
    base.current = { ...base.current, revision: newest.version }
    await save(present)
  }, [templateId, version, present, save])

  return { saving, overwrite, tryAgain: () => void save(present) }
}

function stateAfter(error: unknown, definition: Definition): Saving {
  if (error instanceof NetworkFailure) return { state: 'offline' }
  if (error instanceof Refusal && error.isStale) return { state: 'changed' }
  return { state: 'refused', refusal: error as Error, definition }
}
