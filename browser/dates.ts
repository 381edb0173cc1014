import { ordinalDay } from '../i18n/ordinal-day.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat>()

// Creating a formatter costs far more than using it, and a list formats hundreds of dates.
function format(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone, ...options })
  formats.set(key, made)
  return made
}

/** Returns the calendar day of an instant in a time zone, as a number of days. */
function dayOf(instant: Date, timeZone: string) {
  const [year, month, day] = format('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(instant)
    .split('-')
    .map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / DAY
}

export type Dates = {
  /** “il y a 12 min” up to a day, then “hier”, “lun.”, “14 oct.”, “14 oct. 2024”; ahead: “dans 2 h”, “demain”. */
  relative: (iso: string, now: number) => string
  /** For a column: “08:31” today, then “hier”, “lun.”, “14 oct.” */
  stamp: (iso: string, now: number) => string
  /** In a sentence: “aujourd’hui à 08:12”, “hier à 17:40”, “lundi 3 nov. à 10:00” */
  said: (iso: string, now: number) => string
  /** Same, shorter: “aujourd’hui 08:12”, “lun. 3 nov. 10:00” */
  brief: (iso: string, now: number) => string
  /** “lundi 24 novembre 2025 à 08:31” */
  exact: (iso: string) => string
  /** “mardi 24 novembre” */
  today: (now: number) => string
  /** “08:31” */
  time: (iso: string) => string
  /** “3 déc.”, “3 déc. 2027” */
  short: (iso: string, now: number) => string
  /** “24 nov. 2025”, of a calendar day (YYYY-MM-DD) or an instant */
  day: (iso: string) => string
}

export function createDates(locale: string, timeZone: string): Dates {
  const language = locale === 'en' ? 'en-GB' : 'fr-FR'
  const count = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const inDays = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const inZone = (options: Intl.DateTimeFormatOptions) => format(language, timeZone, options)
  const written = (instant: Date | number, options: Intl.DateTimeFormatOptions) =>
    ordinalDay(locale, inZone(options).format(instant))

  const daysAway = (instant: Date, now: number) => dayOf(instant, timeZone) - dayOf(new Date(now), timeZone)

  function relative(iso: string, now: number) {
    const instant = new Date(iso)
    const elapsed = instant.getTime() - now
    const size = Math.abs(elapsed)
    if (size < MINUTE) return count.format(0, 'second')
    if (size < HOUR) return count.format(Math.trunc(elapsed / MINUTE), 'minute')
    const days = daysAway(instant, now)
    if (size < DAY && days === 0) return count.format(Math.trunc(elapsed / HOUR), 'hour')
    if (Math.abs(days) === 1) return inDays.format(days, 'day')
    if (days < 0 && days > -7) return inZone({ weekday: 'short' }).format(instant)
    return short(iso, now)
  }

  function short(iso: string, now: number, weekday: { weekday?: 'long' | 'short' } = {}) {
    const instant = new Date(iso)
    const year = inZone({ year: 'numeric' })
    const sameYear = year.format(instant) === year.format(now)
    return written(instant, { ...weekday, day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
  }

  const time = (iso: string) => inZone({ timeStyle: 'short' }).format(new Date(iso))

  function daySaid(iso: string, now: number, weekday: 'long' | 'short') {
    const away = daysAway(new Date(iso), now)
    return Math.abs(away) <= 1 ? inDays.format(away, 'day') : short(iso, now, { weekday })
  }

  return {
    relative,
    today: (now) => written(now, { weekday: 'long', day: 'numeric', month: 'long' }),
    stamp(iso, now) {
      const instant = new Date(iso)
      return daysAway(instant, now) === 0 ? time(iso) : relative(iso, now)
    },
    said: (iso, now) => `${daySaid(iso, now, 'long')}${locale === 'en' ? ' at ' : ' à '}${time(iso)}`,
    brief: (iso, now) => `${daySaid(iso, now, 'short')} ${time(iso)}`,
    exact: (iso) => written(new Date(iso), { dateStyle: 'full', timeStyle: 'short' }),
    time,
    short: (iso, now) => short(iso, now),
    day(iso) {
      // A calendar day has no time zone: in another one it could move by a day.
      const zone = iso.length === 10 ? 'UTC' : timeZone
      const shown = format(language, zone, { day: 'numeric', month: 'short', year: 'numeric' })
      return ordinalDay(locale, shown.format(new Date(iso)))
    },
  }
}
