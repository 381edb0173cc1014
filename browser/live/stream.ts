import { createParser } from 'eventsource-parser'
import { retryDelay, waitBeforeRetry } from './retry.ts'

/** Server-sent event. `id` is null when it has none. */
export type StreamMessage = { id: string | null; event: string; data: string }

export type StreamOptions = {
  url: string
  headers?: () => Record<string, string>
  /** Returns the id to resume from, at each connection. */
  lastEventId: () => string | null
  signal: AbortSignal
  onOpened: (opened: { resumed: boolean }) => void
  onMessage: (message: StreamMessage) => void
  onLost: () => void
  /** Called when the session has ended. There is no further attempt. */
  onEnded: () => void
  /** Silence after which the connection counts as lost. The server writes at least a comment every 10 s. */
  silence?: number
  fetch?: typeof fetch
  delay?: (attempt: number) => number
}

/** Duration of a connection after which the next retry starts from the shortest delay. */
const settled = 5_000

/**
 * Follows a stream of server-sent events until `signal` aborts or the session ends, and reconnects after any failure.
 * Uses fetch because EventSource can neither send a bearer token nor report a 401.
 */
export async function followStream(options: StreamOptions) {
  const delay = options.delay ?? retryDelay
  let attempt = 0
  while (!options.signal.aborted) {
    const started = Date.now()
    const end = await readOnce(options).catch(() => 'lost' as const)
    if (options.signal.aborted) return
    if (end === 'over') return options.onEnded()
    options.onLost()
    if (Date.now() - started >= settled) attempt = 0
    await waitBeforeRetry(delay(attempt++), options.signal)
  }
}

async function readOnce(options: StreamOptions): Promise<'over' | 'lost'> {
  const line = new AbortController()
  const signal = AbortSignal.any([options.signal, line.signal])
  const silence = options.silence ?? 25_000
  const cut = () => line.abort()
  let timer = setTimeout(cut, silence)
  // A lost network ends the stream, which would notice it only later.
  globalThis.window?.addEventListener('offline', cut, { signal })
  try {
    const answer = await connect(options, signal)
    if (answer.status === 401) return 'over'
    if (!answer.ok || !answer.body) return 'lost'
    options.onOpened({ resumed: options.lastEventId() !== null })
    let over = false
    const parser = createParser({
      onEvent({ id = null, event = 'message', data }) {
        if (event === 'bye') over = true
        else options.onMessage({ id, event, data })
      },
    })
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return over ? 'over' : 'lost'
      clearTimeout(timer)
      timer = setTimeout(cut, silence)
      parser.feed(value)
      if (over) return 'over'
    }
  } finally {
    clearTimeout(timer)
    line.abort()
  }
}

function connect(options: StreamOptions, signal: AbortSignal) {
  const headers: Record<string, string> = { accept: 'text/event-stream', ...options.headers?.() }
  const last = options.lastEventId()
  if (last !== null) headers['last-event-id'] = last
  return (options.fetch ?? fetch)(options.url, { headers, signal, credentials: 'same-origin', cache: 'no-store' })
}
