import { toInstant, toWallTime } from '../../../lib/wall-time.ts'

/** Instants from the first inclusive to the last exclusive. */
export type Period = { from: string | undefined; before: string | undefined }

/** Returns the calendar day of an instant in a zone, as YYYY-MM-DD. */
export function dayIn(instant: number, timeZone: string): string {
  const { year, month, day } = toWallTime(instant, timeZone)
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

/** Returns the period from the start of a day to the end of another (YYYY-MM-DD, or empty for an open end). */
export function periodOf(from: string, to: string, timeZone: string): Period {
  return { from: from ? startOf(from, 0, timeZone) : undefined, before: to ? startOf(to, 1, timeZone) : undefined }
}

function startOf(day: string, daysLater: number, timeZone: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(toInstant({ year, month, day: date + daysLater, hour: 0, minute: 0 }, timeZone)).toISOString()
}
