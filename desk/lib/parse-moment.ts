import { toInstant, toWallTime, type WallTime } from './wall-time.ts'
import { addWorkingDays } from './working-days.ts'

const days = ['dimanche|sunday', 'lundi|monday', 'mardi|tuesday', 'mercredi|wednesday', 'jeudi|thursday']
const weekdays = [...days, 'vendredi|friday', 'samedi|saturday'].map((names) => names.split('|'))
const endOfDay = { hour: 18, minute: 0 }
const startOfDay = { hour: 8, minute: 0 }

/** Value of a field whose text is not a moment. */
export const unclear = 'unclear'

/** How to read an ambiguous moment; `opening` means in the future, at the start of a day instead of its end. */
export type Lean = 'future' | 'past' | 'opening'
type Day = Pick<WallTime, 'year' | 'month' | 'day'>

/**
 * Parses a moment in French or English words in the company's time zone: “demain 10h”, “lundi 14:30”, “12/06”, “3/1/26
 * 9h”, “dans 2 h”, “dans 7 jours”, “5 jours ouvrés”, “il y a 2 h”, “18h”. A day without an hour is its end, 18:00.
 * `lean` decides between past and future. Returns milliseconds, or null when it is not understood.
 */
export function parseMoment(text: string, now: number, timeZone: string, lean: Lean = 'future'): number | null {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .trim()
  if (words === '') return null
  const hourOfDay = lean === 'opening' ? startOfDay : endOfDay
  const today = toWallTime(now, timeZone)
  const working = /^(?:(?:dans|in) )?(\d{1,3}) ?(?:jours? ouvres?|working days?)$/.exec(words)
  if (working) return toInstant({ ...addWorkingDays(today, Number(working[1])), ...hourOfDay }, timeZone)
  const daysAhead = /^(?:dans|in) (\d{1,4}) ?(j|d|sem|w)[a-z]*$/.exec(words)
  if (daysAhead) {
    const days = Number(daysAhead[1]) * (unitOf(daysAhead[2]) / unitOf('d'))
    return toInstant({ ...today, day: today.day + days, ...hourOfDay }, timeZone)
  }
  const ahead = /^(?:dans|in) (\d+) ?(min|h)[a-z]*$/.exec(words)
  if (ahead) return now + Number(ahead[1]) * unitOf(ahead[2])
  const ago = /^(?:il y a )?(\d+) ?(min|h|j|d|sem|w)[a-z]*(?: ago)?$/.exec(words)
  if (ago && /^il y a | ago$/.test(words)) return now - Number(ago[1]) * unitOf(ago[2])
  if (/^(maintenant|now)$/.test(words)) return now

  const clock = /(?:^|\s|a |at )(\d{1,2})(?:\s?h\s?(\d{2})?|:(\d{2}))\s*$/.exec(words)
  const hour = clock ? { hour: Number(clock[1]), minute: Number(clock[2] ?? clock[3] ?? 0) } : null
  if (hour && (hour.hour > 23 || hour.minute > 59)) return null
  const dayWords = (clock ? words.slice(0, clock.index) : words).trim()

  if (dayWords === '') {
    if (!hour) return null
    const instant = toInstant({ ...today, ...hour }, timeZone)
    if (instant > now === (lean !== 'past')) return instant
    return toInstant({ ...today, day: today.day + (lean === 'past' ? -1 : 1), ...hour }, timeZone)
  }
  const day = dayOf(dayWords, today, lean)
  return day && toInstant({ ...day, ...(hour ?? hourOfDay) }, timeZone)
}

function unitOf(unit: string | undefined) {
  if (unit === 'min') return 60_000
  if (unit === 'h') return 3_600_000
  return unit === 'sem' || unit === 'w' ? 7 * 86_400_000 : 86_400_000
}

function dayOf(words: string, today: Day, lean: Lean): Day | null {
  if (/^(aujourd.?hui|today)$/.test(words)) return today
  if (/^(hier|yesterday)$/.test(words)) return { ...today, day: today.day - 1 }
  if (/^(demain|tomorrow)$/.test(words)) return { ...today, day: today.day + 1 }
  if (/^(apres.?demain)$/.test(words)) return { ...today, day: today.day + 2 }
  const weekday = words.length > 2 ? weekdays.findIndex((names) => names.some((name) => name.startsWith(words))) : -1
  if (weekday >= 0) {
    const from = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
    const ahead = ((weekday - from + 6) % 7) + 1
    return { ...today, day: today.day + (lean === 'past' ? ahead - 7 || -7 : ahead) }
  }
  return writtenDay(words, today, lean)
}

/** 12/06, 12/06/26, 12.6.2026, 2026-06-12 */
function writtenDay(words: string, today: Day, lean: Lean): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words)
  const french = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?$/.exec(words)
  const [year, month, day] = iso ? iso.slice(1) : french ? [french[3], french[2], french[1]] : []
  if (!month || !day) return null
  const given = year === undefined ? today.year : Number(year.length === 2 ? `20${year}` : year)
  const read = { year: given, month: Number(month), day: Number(day) }
  const real = new Date(Date.UTC(read.year, read.month - 1, read.day))
  if (real.getUTCMonth() !== read.month - 1 || real.getUTCDate() !== read.day) return null
  if (year !== undefined) return read
  const away = real.getTime() - Date.UTC(today.year, today.month - 1, today.day)
  if (lean !== 'past') return away < 0 ? { ...read, year: read.year + 1 } : read
  return away > 0 ? { ...read, year: read.year - 1 } : read
}
