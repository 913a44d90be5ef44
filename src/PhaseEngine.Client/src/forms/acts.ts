import { api, take } from '../api/api'
import type { Values } from './document'

/** A requirement of a run. */
export interface Served {
  runId: string
  key: string
}

/** Makes a record, once, for all it serves; gives its id. */
export async function record(serves: readonly Served[], form: string, document: Values): Promise<string> {
  const [first, ...also] = serves
  if (first === undefined) throw new Error('A record serves a requirement.')
  const made = await take(api.POST('/api/v1/runs/{runId}/requirements/{requirement}/evidence', {
    params: { path: { runId: first.runId, requirement: first.key } },
    body: { form, on: null, document: document as never, alsoServes: also.length === 0 ? null : also.map((one) => ({ run: one.runId, key: one.key })) },
  }))
  return made.id
}

export function addAttachment(evidenceId: string, file: File) {
  return take(api.POST('/api/v1/evidence/{evidenceId}/attachments', {
    params: { path: { evidenceId } },
    body: { file: '' },
    bodySerializer: () => {
      const form = new FormData()
      form.append('file', file)
      return form
    },
  }))
}

/** Puts a right record in the place of a wrong one; without a document it is only taken back. */
export async function supersede(evidenceId: string, version: number, reason: string, document: Values | null): Promise<string> {
  const made = await take(api.POST('/api/v1/evidence/{evidenceId}/supersession', {
    params: { path: { evidenceId }, header: { 'If-Match': `"${version}"` } },
    body: { reason, on: null, document: document as never },
  }))
  return made.id
}
