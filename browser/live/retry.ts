const first = 500
const longest = 30_000

/**
 * Returns the milliseconds before the nth retry (0, 1, 2…): exponential backoff up to 30 s with random jitter, so that
 * the browsers of a restarted server do not reconnect at the same time.
 */
export function retryDelay(attempt: number, random: () => number = Math.random) {
  const ceiling = Math.min(longest, first * 2 ** attempt)
  return ceiling / 2 + (random() * ceiling) / 2
}

/** Resolves after `ms`, or at once when the signal aborts or the network or the reader comes back. */
export function waitBeforeRetry(ms: number, signal: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const over = new AbortController()
  const listening = { signal: over.signal }
  const timer = setTimeout(resolve, ms)
  const backInView = () => {
    if (!document.hidden) resolve()
  }
  signal.addEventListener('abort', () => resolve(), listening)
  globalThis.window?.addEventListener('online', () => resolve(), listening)
  globalThis.document?.addEventListener('visibilitychange', backInView, listening)
  return promise.finally(() => {
    clearTimeout(timer)
    over.abort()
  })
}
