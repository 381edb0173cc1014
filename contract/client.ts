import type { ErrorCode, ErrorReply } from './errors.ts'
import type { Endpoint, Input, Reply, Route } from './route.ts'

/** Error code of the response, or `unreachable` without a response. */
export class CallError extends Error {
  readonly code: ErrorCode | 'unreachable'
  readonly status: number
  readonly details: Record<string, unknown>
  constructor(code: ErrorCode | 'unreachable', status: number, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'CallError'
    this.code = code
    this.status = status
    this.details = details
  }
}

export type CallOptions = {
  signal?: AbortSignal
  /** A repeated call with the same key changes nothing and gets the first response. */
  idempotencyKey?: string
  /** Continues when the page is closed; for small bodies only. */
  keepalive?: boolean
}

type Sent = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }

/**
 * Returns a typed caller for every route: `const call = client({ base: '' }); await call(api.tickets.create, { body })`.
 * `headers` are sent with each call (a bearer token, a language). Rejects with CallError.
 */
export function client(options: { base: string; headers?: () => Record<string, string> }) {
  return async function call<T extends Route>(
    route: T | Endpoint<T>,
    input: Input<T>,
    { signal, idempotencyKey, keepalive }: CallOptions = {},
  ): Promise<Reply<T>> {
    const { params, query, body } = input as Sent
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() }
    if (body !== undefined)
      headers['content-type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json'
    if (idempotencyKey) headers['idempotency-key'] = idempotencyKey
    const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' }
    if (body !== undefined) init.body = body instanceof Blob ? body : JSON.stringify(body)
    if (signal) init.signal = signal
    if (keepalive) init.keepalive = true
    const answer = await fetch(options.base + addressOf(route, { params, query }), init).catch((cause) => {
      if (signal?.aborted) throw cause
      throw new CallError('unreachable', 0, 'No answer from the server')
    })
    if (answer.status === 204) return undefined as Reply<T>
    const json = await answer.json().catch(() => null)
    if (answer.ok && json !== null) return json as Reply<T>
    throw refusalOf(answer.status, json)
  }
}

/** Returns the error in a response; any other content means that the server is unreachable. */
export function refusalOf(status: number, json: unknown): CallError {
  const refusal = json as ErrorReply | null
  return new CallError(refusal?.code ?? 'unavailable', status, refusal?.message ?? '', refusal?.details)
}

/** Returns the path and query of a call. */
export function addressOf(route: Endpoint, { params = {}, query }: Omit<Sent, 'body'>): string {
  return pathOf(route.path, params) + queryOf(query)
}

function pathOf(path: string, params: Record<string, string>) {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

function queryOf(query: Record<string, unknown> | undefined) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]))}`
}
