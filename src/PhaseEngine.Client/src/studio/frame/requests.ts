import { confirmDeletion } from './confirm'
import { tell } from './news'

interface Problem {
  status?: number
  code?: string
  title?: string
  detail?: string
  facts?: { activities?: { id: string; title: string }[] }
}

interface Definition {
  name: string
  version: number
  isPublished: boolean
  isReadonly: boolean
}

const versionOf = ({ name, version, isPublished, isReadonly }: Definition) => ({ name, version, published: isPublished, readOnly: isReadonly })

/**
 * Elsa Studio speaks to our server through the `fetch` of this page, so the page adds what the Studio knows nothing of: the header that
 * another site cannot send; the language; one save after the other, each naming what it is based on; a question before anything
 * disappears; and a word to people about whatever failed.
 */
export function watchRequests(endpoint: string, language: string) {
  const send = window.fetch.bind(window)
  let base: string | null = null
  let saving: Promise<unknown> = Promise.resolve()

  window.fetch = (input, init = {}) => {
    const address = new URL(input instanceof Request ? input.url : input, location.href)
    if (!address.href.startsWith(`${endpoint}/`)) return send(input, init)

    const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined))
    headers.set('X-PhaseEngine', 'studio')
    headers.set('Accept-Language', language)
    const ask = (more: Record<string, string> = {}) => {
      for (const [name, value] of Object.entries(more)) headers.set(name, value)
      return send(address, { ...init, headers })
    }

    const path = address.href.slice(endpoint.length).split('?')[0] ?? ''
    const changes = (init.method ?? 'GET').toUpperCase() !== 'GET' && path.startsWith('/workflow-definitions')
    if (!changes) return ask().then((answer) => looked(address, path, answer), failed)

    const saved = saving.then(() => save(address, ask))
    saving = saved.catch(() => undefined)
    return saved
  }

  async function save(address: URL, ask: (more?: Record<string, string>) => Promise<Response>) {
    const ours = () => ask(base === null ? {} : { 'If-Match': base })
    let answer = await ours().catch(failed)
    let problem = await problemOf(answer)
    if (problem?.code === 'studio-drops-activities') {
      const activities = problem.facts?.activities ?? []
      if (!await confirmDeletion(activities.map((one) => one.title), language)) {
        location.reload()
        return answer
      }
      for (const { id } of activities) address.searchParams.append('deleted', id)
      answer = await ours().catch(failed)
      problem = await problemOf(answer)
    }

    if (problem !== null) refuse(answer.status, problem)
    else {
      base = answer.headers.get('ETag') ?? base
      const { workflowDefinition } = await answer.clone().json() as { workflowDefinition?: Definition }
      if (workflowDefinition !== undefined) tell({ studio: 'saved', ...versionOf(workflowDefinition) })
    }
    return answer
  }

  function looked(address: URL, path: string, answer: Response) {
    const opened = path.startsWith('/workflow-definitions/by-definition-id/') && address.searchParams.get('versionOptions') === 'Latest'
    if (opened && answer.ok) {
      base = answer.headers.get('ETag')
      void answer.clone().json().then((found) => tell({ studio: 'opened', ...versionOf(found as Definition) }))
    }
    const matters = path.startsWith('/workflow-definitions/by-') || path.startsWith('/workflow-instances/') || answer.status === 401
    if (!answer.ok && matters) void problemOf(answer).then((problem) => { if (problem !== null) refuse(answer.status, problem) })
    return answer
  }

  function failed(error: unknown): never {
    tell({ studio: 'unreachable' })
    throw error
  }
}

async function problemOf(answer: Response): Promise<Problem | null> {
  if (answer.ok) return null
  return answer.clone().json().then((body) => body as Problem, () => ({}))
}

const refuse = (status: number, problem: Problem) =>
  tell({ studio: 'refused', status, code: problem.code ?? `http-${status}`, title: problem.title ?? `HTTP ${status}`, detail: problem.detail ?? '' })
