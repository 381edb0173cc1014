/** Date and time without a zone. `month` is 1 to 12. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number }

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string) {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  clocks.set(timeZone, clock)
  return clock
}

export function toWallTime(instant: number, timeZone: string): WallTime {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}

const asUtc = (wall: WallTime) => Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)

/**
 * Converts a wall time in a zone to an instant in milliseconds; days and hours may overflow. A time skipped in spring
 * becomes the hour after; of a time that occurs twice in autumn, the first one is used.
 */
export function toInstant(wall: WallTime, timeZone: string): number {
  const wanted = asUtc(wall)
  const offsetAt = (instant: number) => asUtc(toWallTime(instant, timeZone)) - Math.floor(instant / 60_000) * 60_000
  const before = wanted - offsetAt(wanted - 86_400_000)
  if (asUtc(toWallTime(before, timeZone)) === wanted) return before
  const after = wanted - offsetAt(wanted + 86_400_000)
  return asUtc(toWallTime(after, timeZone)) === wanted ? after : before
}
