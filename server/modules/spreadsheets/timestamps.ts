import type { DateOrder } from '../../../contract/spreadsheets.ts'

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/
const time = /(?:^|[\sT,à])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?/i
const zone = /(Z|[+-]\d{2}:?\d{2})$/

/**
 * Parses a French or English spreadsheet timestamp to an instant: `23/11/2026 14:05:33`, `11/23/2026 2:05 PM`,
 * `2026-11-23T14:05:33Z`. Without an offset it is in `timeZone`. Returns null for other text.
 */
export function parseTimestamp(text: string, order: DateOrder, timeZone: string): string | null {
  const date = readDate(text, order)
  if (!date) return null
  const offset = zone.exec(text)?.[1]
  try {
    const plain = Temporal.PlainDateTime.from({ ...date, ...readTime(text) }, { overflow: 'reject' })
    const instant = offset ? Temporal.Instant.from(`${plain}${offset}`) : plain.toZonedDateTime(timeZone).toInstant()
    return instant.toString()
  } catch {
    return null
  }
}

function readDate(text: string, order: DateOrder) {
  const [, year, ...rest] = yearFirst.exec(text) ?? []
  if (year) return { year: Number(year), month: Number(rest[0]), day: Number(rest[1]) }
  const [, first, second, last] = yearLast.exec(text) ?? []
  if (!first || !second || !last) return null
  const [day, month] = order === 'dayFirst' ? [first, second] : [second, first]
  return { year: Number(last) + (last.length === 2 ? 2_000 : 0), month: Number(month), day: Number(day) }
}

function readTime(text: string) {
  const [, hour, minute, second, meridiem] = time.exec(text) ?? []
  if (!hour) return { hour: 0, minute: 0, second: 0 }
  const isAfternoon = /^p/i.test(meridiem ?? '')
  const hours = meridiem ? (Number(hour) % 12) + (isAfternoon ? 12 : 0) : Number(hour)
  return { hour: hours, minute: Number(minute), second: Number(second ?? 0) }
}

/** Tells whether a timestamp contains a time of day. */
export const hasTime = (text: string): boolean => time.test(text)

/** Guesses the date order of a column from the timestamps that are valid in one order only. */
export function guessDateOrder(texts: string[]): DateOrder {
  const months = texts.filter((text) => /[ap]\.?m\.?\s*$/i.test(text) || isMonthFirst(text)).length
  const days = texts.filter((text) => parseTimestamp(text, 'monthFirst', 'UTC') === null).length
  return months > days ? 'monthFirst' : 'dayFirst'
}

const isMonthFirst = (text: string) =>
  parseTimestamp(text, 'dayFirst', 'UTC') === null && parseTimestamp(text, 'monthFirst', 'UTC') !== null
