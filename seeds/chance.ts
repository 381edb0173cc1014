/** Random numbers that are the same each time. */
export type Chance = ReturnType<typeof openChance>

export function openChance(seed: number) {
  let state = seed
  /** Returns a number from 0 to 1, by Mulberry32. */
  function next() {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    between,
    often: (share: number) => next() < share,
    pick: <T>(items: readonly T[]): T => items[between(0, items.length - 1)] as T,
    /** Creates an id of version 7, so that ids sort by time. */
    idAt(instant: number) {
      const time = instant.toString(16).padStart(12, '0')
      const part = (bits: number) => Math.floor(next() * 2 ** bits).toString(16)
      const tail = part(24).padStart(6, '0') + part(24).padStart(6, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${part(12).padStart(3, '0')}-8${part(12).padStart(3, '0')}-${tail}`
    },
  }
}

const minute = 60_000
const day = 24 * 60 * minute

/** Returns the first moment of working hours from an instant on: Monday to Friday, from 7:00 to 16:30 UTC. */
export function whenAtWork(instant: number): number {
  const midnight = Math.floor(instant / day) * day
  const weekday = new Date(midnight).getUTCDay()
  const opens = midnight + 7 * 60 * minute
  const closes = midnight + 16.5 * 60 * minute
  const since = (instant - midnight) % (9 * minute)
  if (weekday === 0 || weekday === 6 || instant > closes) return whenAtWork(opens + day + since - 7 * 60 * minute)
  return instant < opens ? opens + since : instant
}
