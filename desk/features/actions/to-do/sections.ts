import { toInstant, toWallTime } from '../../../lib/wall-time.ts'

/** Sections of the list, in order. */
const names = ['late', 'today', 'week', 'later', 'undated'] as const
export type SectionName = (typeof names)[number]
export type Section<T> = { name: SectionName; items: T[] }

/** Cuts items into sections by due date, each the earliest first. Empty sections are left out. */
export function cutByDue<T extends { dueAt: string | null }>(
  items: readonly T[],
  now: number,
  timeZone: string,
): Section<T>[] {
  const nameOf = sectionsAt(now, timeZone)
  const sorted = items.toSorted((a, b) => dueOf(a) - dueOf(b))
  return names
    .map((name) => ({ name, items: sorted.filter(({ dueAt }) => nameOf(dueAt) === name) }))
    .filter((section) => section.items.length > 0)
}

/** Without a date they stay in the order in which they came. */
const dueOf = ({ dueAt }: { dueAt: string | null }) => (dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt))

/** Returns the instant at which the day of `now` begins, `days` later. */
export const startOfDay = (now: number, timeZone: string, days = 0): number => {
  const { year, month, day } = toWallTime(now, timeZone)
  return toInstant({ year, month, day: day + days, hour: 0, minute: 0 }, timeZone)
}

function sectionsAt(now: number, timeZone: string): (dueAt: string | null) => SectionName {
  const { year, month, day } = toWallTime(now, timeZone)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  const tomorrow = startOfDay(now, timeZone, 1)
  const nextMonday = startOfDay(now, timeZone, (8 - weekday) % 7 || 7)
  return (dueAt) => {
    if (dueAt === null) return 'undated'
    const due = Date.parse(dueAt)
    if (due < now) return 'late'
    if (due < tomorrow) return 'today'
    return due < nextMonday ? 'week' : 'later'
  }
}
