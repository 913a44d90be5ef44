/** A request of which nothing is known yet: on its way, or its answer was lost. */
interface Open {
  content: string
  key: string
}

/** One for each address: whoever sends something else there has gone on, and means it anew if they come back to it. */
const open = new Map<string, Open>()

/**
 * Sends a change under a key by which the server does it once (`Idempotency-Key`), however often it is sent: by itself, or by
 * somebody who presses the button again because no answer came. Once there is an answer, whatever it says, the next is meant anew.
 */
export async function sendOnce(request: Request): Promise<Response> {
  const content = request.method === 'GET' ? undefined : await contentOf(request)
  if (content === undefined) return fetch(request)

  const known = open.get(request.url)
  const sent = known?.content === content ? known : { content, key: newId() }
  open.set(request.url, sent)
  request.headers.set('Idempotency-Key', sent.key)

  const answer = await fetch(request)
  // One that breaks off on its way is none.
  await answer.clone().arrayBuffer()
  // Nor is one of whoever stands between, which only says that it heard nothing from the server.
  if (answer.status < 500 && open.get(request.url) === sent) open.delete(request.url)
  return answer
}

/** What would be the same request again: also seen at the same version. Files go without a key: sent again they are other bytes. */
async function contentOf(request: Request) {
  const type = request.headers.get('Content-Type')
  if (type !== null && !type.startsWith('application/json')) return undefined
  return [request.method, request.headers.get('If-Match') ?? '', await request.clone().text()].join('\n')
}

/** A UUID. Browsers make them by themselves only where the connection is secure, which plain http within an office is not. */
export function newId() {
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
