/** Minimum change of the clock to report; smaller ones are regular corrections. */
const minChangeMs = 60_000
const checkIntervalMs = 1_000

/**
 * Compares the system clock with a monotonic one each second. Calls `onChange` with the seconds by which the clock was set
 * forward, or back (negative). A machine that wakes up looks like one whose clock was set forward.
 */
export function watchClock(onChange: (seconds: number) => void): { stop: () => void } {
  const difference = () => Date.now() - performance.now()
  let before = difference()
  const looking = setInterval(() => {
    const now = difference()
    if (Math.abs(now - before) > minChangeMs) onChange(Math.round((now - before) / 1_000))
    before = now
  }, checkIntervalMs).unref()
  return { stop: () => clearInterval(looking) }
}
