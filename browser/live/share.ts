import { followStream, type StreamMessage, type StreamOptions } from './stream.ts'

/** connecting: no response yet; live: news arrives; lost: disconnected or refused, and being retried. */
export type LiveState = 'connecting' | 'live' | 'lost'

export type LiveHandlers = {
  onMessage: (message: StreamMessage) => void
  /** Called when news may have been missed before the stream began, so that data on screen must be read again. */
  onGap: () => void
  onState: (state: LiveState) => void
  onEnded: () => void
}

type Word =
  | { kind: 'message'; message: StreamMessage }
  | { kind: 'state'; state: LiveState; last: string | null }
  | { kind: 'gap' }
  | { kind: 'ended' }
  | { kind: 'hello' }

type Source = Pick<StreamOptions, 'url' | 'headers'>

/**
 * Shares one stream among the tabs of a browser, which opens at most six connections to a host. The tab that holds the
 * lock reads it and broadcasts to the others; when it closes, the next one resumes from the last id. Stops when
 * `signal` aborts.
 */
export function shareStream(name: string, source: Source, handlers: LiveHandlers, signal: AbortSignal) {
  const channel = new BroadcastChannel(name)
  let last: string | null = null
  let state: LiveState = 'connecting'
  let leading = false

  const act: Record<Word['kind'], (word: never) => void> = {
    message({ message }: Extract<Word, { kind: 'message' }>) {
      last = message.id ?? last
      handlers.onMessage(message)
    },
    state(word: Extract<Word, { kind: 'state' }>) {
      last = word.last ?? last
      state = word.state
      handlers.onState(state)
    },
    gap: () => handlers.onGap(),
    ended: () => handlers.onEnded(),
    hello() {
      if (leading) channel.postMessage({ kind: 'state', state, last } satisfies Word)
    },
  }
  const hear = (word: Word) => act[word.kind](word as never)
  const tell = (word: Word) => {
    hear(word)
    channel.postMessage(word)
  }

  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (!signal.aborted) hear(data)
  }
  signal.addEventListener('abort', () => channel.close())
  channel.postMessage({ kind: 'hello' } satisfies Word)

  const lead = async (until: AbortSignal, say: (word: Word) => void) => {
    leading = true
    let missedSome = false
    await followStream({
      ...source,
      signal: until,
      lastEventId: () => last,
      onOpened: ({ resumed }) => {
        missedSome = !resumed
        say({ kind: 'state', state: 'live', last })
      },
      onMessage: (message) => {
        say({ kind: 'message', message })
        // News begins with the hello: data read from here on is complete.
        if (message.event === 'hello' && missedSome) say({ kind: 'gap' })
      },
      onLost: () => say({ kind: 'state', state: 'lost', last }),
      onEnded: () => say({ kind: 'ended' }),
    })
    leading = false
  }

  // Web Locks exist on HTTPS and localhost only. Over plain HTTP each tab in view has its own stream.
  const locks = navigator.locks as LockManager | undefined
  if (locks) locks.request(name, { signal }, () => lead(signal, tell)).catch(() => {})
  else whileInView((until) => lead(until, hear), signal)
}

const patience = 60_000

/** Runs `task` while the page is in view and for a minute after, and again when it comes back. */
function whileInView(task: (until: AbortSignal) => void, signal: AbortSignal) {
  let stop: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  function look() {
    clearTimeout(timer)
    if (document.hidden) timer = setTimeout(rest, patience)
    else if (!stop) {
      stop = new AbortController()
      task(AbortSignal.any([signal, stop.signal]))
    }
  }
  function rest() {
    stop?.abort()
    stop = null
  }
  document.addEventListener('visibilitychange', look, { signal })
  signal.addEventListener('abort', () => clearTimeout(timer))
  look()
}
