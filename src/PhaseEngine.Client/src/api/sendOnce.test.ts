import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId, sendOnce } from './sendOnce'

const address = 'http://server/api/v1/records'
let keys: (string | null)[]

beforeEach(async () => {
  keys = []
  // Whatever an earlier test left open is answered.
  answering(204)
  await sendOnce(new Request(address, { method: 'DELETE' }))
  keys = []
})
afterEach(() => vi.unstubAllGlobals())

/** What becomes of each request in turn: a status, or no answer. */
function answering(...turns: (number | 'lost' | Response)[]) {
  vi.stubGlobal('fetch', (request: Request) => {
    keys.push(request.headers.get('Idempotency-Key'))
    const turn = turns.shift() ?? 204
    if (turn === 'lost') return Promise.reject(new TypeError('Failed to fetch'))
    return Promise.resolve(turn instanceof Response ? turn : new Response(null, { status: turn }))
  })
}

const json = { 'Content-Type': 'application/json' }
const send = (body: string | undefined, method = 'POST', headers: Record<string, string> = json) =>
  sendOnce(new Request(address, { method, headers, ...(body === undefined ? {} : { body }) })).catch(() => undefined)

test('What got no answer is sent again under the same key, as often as it takes', async () => {
  answering('lost', 'lost', 201)
  for (let times = 0; times < 3; times++) await send('{"a":1}')

  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/)
})

test.each([201, 204, 400, 409, 412])('After an answer (%d) the next is meant anew', async (status) => {
  answering('lost', status, 201)
  for (let times = 0; times < 3; times++) await send('{"a":1}')

  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test.each([500, 502, 504])('A gateway that heard nothing (%d) is no answer', async (status) => {
  answering(status, 201)
  await send('{"a":1}')
  await send('{"a":1}')

  expect(keys[1]).toBe(keys[0])
})

test('Nor is an answer that breaks off', async () => {
  const broken = new ReadableStream({ start: (stream) => { stream.error(new TypeError('network error')) } })
  answering(new Response(broken, { status: 201 }), 201)
  await send('{"a":1}')
  await send('{"a":1}')

  expect(keys[1]).toBe(keys[0])
})

test('Changed content goes under a key of its own, and so does the old one when somebody comes back to it', async () => {
  answering('lost', 'lost', 'lost')
  await send('{"a":1}')
  await send('{"a":2}')
  await send('{"a":1}')

  expect(new Set(keys).size).toBe(3)
})

test('What was withdrawn in between is asked for anew', async () => {
  answering('lost', 204, 201)
  await send('{"a":1}')
  await send(undefined, 'DELETE', {})
  await send('{"a":1}')

  expect(keys[2]).not.toBe(keys[0])
})

test('The same change of a newer version is another one', async () => {
  answering('lost', 'lost')
  await send('{"a":1}', 'PUT', { ...json, 'If-Match': '"1"' })
  await send('{"a":1}', 'PUT', { ...json, 'If-Match': '"2"' })

  expect(keys[1]).not.toBe(keys[0])
})

test('Sent twice at once, it has one key', async () => {
  answering(201, 201)
  await Promise.all([send('{"a":1}'), send('{"a":1}')])

  expect(keys[1]).toBe(keys[0])
})

test('Looking and files go without a key', async () => {
  answering(200, 201)
  await send(undefined, 'GET', {})
  await send('a file', 'POST', { 'Content-Type': 'application/octet-stream' })

  expect(keys).toEqual([null, null])
})

test('What is sent and what comes back can still be read', async () => {
  let body = ''
  vi.stubGlobal('fetch', async (request: Request) => {
    body = await request.text()
    return Response.json({ id: 7 })
  })
  const answer = await send('{"a":1}')

  expect(body).toBe('{"a":1}')
  expect(await answer?.json()).toEqual({ id: 7 })
})

test('A key is made where the connection is not secure as well', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })

  expect(newId()).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/)
})
