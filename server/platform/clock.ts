/** Changes of less are the daily corrections of a clock. */
const noticedMs = 60_000
const lookEveryMs = 1_000

/**
 * Compares the machine's clock with one that only ever goes on, each second. Calls `onChange` with the seconds by which the
 * clock was set forward, or back (negative). A machine that wakes up looks like one whose clock was set forward.
 */
export function watchClock(onChange: (seconds: number) => void): { stop: () => void } {
  const difference = () => Date.now() - performance.now()
  let before = difference()
  const looking = setInterval(() => {
    const now = difference()
    if (Math.abs(now - before) > noticedMs) onChange(Math.round((now - before) / 1_000))
    before = now
  }, lookEveryMs).unref()
  return { stop: () => clearInterval(looking) }
}
