import { createParser } from 'eventsource-parser'
import { retryDelay, waitBeforeRetry } from './retry.ts'

/** A server-sent event; `id` is null when it carried none. */
export type StreamMessage = { id: string | null; event: string; data: string }

export type StreamOptions = {
  url: string
  headers?: () => Record<string, string>
  /** Read at each connection: where to resume from. */
  lastEventId: () => string | null
  signal: AbortSignal
  onOpened: (opened: { resumed: boolean }) => void
  onMessage: (message: StreamMessage) => void
  onLost: () => void
  /** The session is over: no further attempt is made. */
  onEnded: () => void
  /** The server writes at least a comment every 10 s; a silence this long means that the line is dead. */
  silence?: number
  fetch?: typeof fetch
  delay?: (attempt: number) => number
}

/** A connection that lived this long was a good one: the next attempt starts from the shortest wait. */
const settled = 5_000

/**
 * Follows a stream of server-sent events until `signal` aborts or the session ends, and reconnects whatever happens.
 * By fetch and not EventSource, which can carry no bearer token and says nothing of a 401.
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
  // A stream does not outlive the network it was opened on, though nothing tells it so for a while.
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
