/** What the server refused, and what to do about it, already in the reader's language (RFC 9457). */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  private constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | undefined,
    readonly fields: Readonly<Record<string, readonly string[]>>,
    readonly facts: Readonly<Record<string, unknown>>,
  ) {
    super(title)
  }

  static from(status: number, body: unknown): Refusal {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as ProblemBody
    return new Refusal(status, problem.code ?? `http-${status}`, problem.title ?? `HTTP ${status}`, problem.detail, problem.errors ?? {}, problem.facts ?? {})
  }

  /** Nobody is signed in any more. */
  get isSignedOut() {
    return this.status === 401
  }

  /** Somebody changed it in the meantime: read again, then try again. */
  get isStale() {
    return this.status === 412
  }
}

interface ProblemBody {
  code?: string
  title?: string
  detail?: string
  errors?: Record<string, string[]>
  facts?: Record<string, unknown>
}

/** The request did not arrive or its answer did not: nothing is known about what became of it. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
}
