import { beforeEach, expect, test, vi } from 'vitest'
import { confirmDeletion } from './confirm'
import { watchRequests } from './requests'

vi.mock('./confirm', () => ({ confirmDeletion: vi.fn() }))

const endpoint = `${location.origin}/api/studio`
const save = (body: string) => window.fetch(`${endpoint}/workflow-definitions`, { method: 'POST', body })
const definition = { name: '模板', version: 1, isPublished: false, isReadonly: false }

interface Sent {
  address: URL
  headers: Headers
  body: unknown
}

/** What was sent, and what the server answers in turn. */
function server(...answers: (() => Response | Promise<Response>)[]) {
  const sent: Sent[] = []
  window.fetch = (input, init) => {
    sent.push({ address: new URL(input as string | URL), headers: new Headers(init?.headers), body: init?.body })
    return Promise.resolve(answers.shift()?.() ?? Response.json({}))
  }
  watchRequests(endpoint, 'zh-TW')
  return sent
}

const saved = (tag: string) => () => Response.json({ workflowDefinition: definition }, { headers: { ETag: tag } })
const refused = (code: string, facts = {}) => () => Response.json({ code, title: code, facts }, { status: 400 })

beforeEach(() => vi.mocked(confirmDeletion).mockReset())

test('What is not ours goes out as it is', async () => {
  const sent = server()

  await window.fetch(`${location.origin}/app/file.wasm`, {})

  expect([...(sent[0]?.headers.keys() ?? [])]).toEqual([])
})

test('Every request says that it is ours, and in which language', async () => {
  const sent = server()

  await window.fetch(`${endpoint}/descriptors/activities`)

  expect(sent[0]?.headers.get('X-PhaseEngine')).toBe('studio')
  expect(sent[0]?.headers.get('Accept-Language')).toBe('zh-TW')
})

test('Saves go one after the other, each upon the one before', async () => {
  let answerFirst: (answer: Response) => void = () => undefined
  const sent = server(
    () => Response.json(definition, { headers: { ETag: '"1-1"' } }),
    () => new Promise((resolve) => void (answerFirst = resolve)),
    saved('"1-3"'),
  )
  await window.fetch(`${endpoint}/workflow-definitions/by-definition-id/one?versionOptions=Latest`)

  const both = Promise.all([save('first'), save('second')])
  await vi.waitFor(() => expect(sent.length).toBe(2))
  answerFirst(saved('"1-2"')())
  await both

  expect(sent.slice(1).map((one) => [one.body, one.headers.get('If-Match')])).toEqual([['first', '"1-1"'], ['second', '"1-2"']])
})

test('Nothing disappears before people have said so', async () => {
  const drops = refused('studio-drops-activities', { activities: [{ id: 'essay', title: '心得体会' }] })
  vi.mocked(confirmDeletion).mockResolvedValue(true)
  const sent = server(drops, saved('"1-2"'))

  const answer = await save('without')

  expect(confirmDeletion).toHaveBeenCalledWith(['心得体会'], 'zh-TW')
  expect(sent[1]?.address.searchParams.getAll('deleted')).toEqual(['essay'])
  expect(answer.ok).toBe(true)
})

test('A refused save does not stop the next one', async () => {
  const sent = server(refused('template-changed'), saved('"1-2"'))

  const [first, second] = await Promise.all([save('first'), save('second')])

  expect([first.ok, second.ok]).toEqual([false, true])
  expect(sent.length).toBe(2)
})
