import { v7 } from 'uuid'

/** Maximum step back of the clock that ids ignore, in milliseconds. Time services make such small steps. */
const smallStepMs = 10_000
let last = { msecs: 0, seq: 0 }

/**
 * Returns a UUID of version 7. Within a process each one is higher than those before it, so that what is written in one
 * millisecond is read in the order in which it was written; after the clock was set back, ids begin again at its time.
 */
export function newId(): string {
  const now = Date.now()
  const isLater = now > last.msecs || now < last.msecs - smallStepMs
  last = isLater ? { msecs: now, seq: Math.floor(Math.random() * 2 ** 31) } : { msecs: last.msecs, seq: last.seq + 1 }
  return v7(last)
}
