import createClient, { type Middleware } from 'openapi-fetch'
import i18n from '../texts/i18n'
import type { components, paths } from './schema'
import { NetworkFailure, Refusal } from './refusal'
import { sendOnce } from './sendOnce'

export type Schemas = components['schemas']

/** The server wants a header that another site cannot send, and says everything in the reader's language. */
const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('X-PhaseEngine', 'client')
    if (i18n.isInitialized) request.headers.set('Accept-Language', i18n.language)
    return request
  },
  onError: () => new NetworkFailure(),
}

export const api = createClient<paths>({ baseUrl: '/', fetch: sendOnce })
api.use(manners)

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The body of an answer; a refusal is thrown, for the query or the form that asked to show. */
export async function take<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer
  if (error !== undefined || !response.ok) throw Refusal.from(response.status, error)
  return data as T
}
