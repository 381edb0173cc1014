import { toWallTime } from '../../../lib/wall-time.ts'

const twoDigits = (number: number) => String(number).padStart(2, '0')

/**
 * Returns moments to put an action off to, as words for parseMoment(): tomorrow, Monday, in a week. They keep its hour,
 * nine o'clock when it has none.
 */
export function putOffChoices(dueAt: string | null, now: number, timeZone: string): string[] {
  const { year, month, day } = toWallTime(now, timeZone)
  const { hour, minute } = dueAt === null ? { hour: 9, minute: 0 } : toWallTime(Date.parse(dueAt), timeZone)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  const untilMonday = (8 - weekday) % 7 || 7
  const days = [...new Set([1, untilMonday, 7])].sort((a, b) => a - b)
  return days.map((ahead) => {
    const date = new Date(Date.UTC(year, month - 1, day + ahead)).toISOString().slice(0, 10)
    return `${date} ${twoDigits(hour)}:${twoDigits(minute)}`
  })
}
