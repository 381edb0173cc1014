import { findSpelled } from './fields.ts'
import type { AgeUnit, DateValue } from './tree.ts'
import { periodWords, unitWords } from './values.ts'

/** Longest age of each unit: a hundred years. */
const longest: Readonly<Record<AgeUnit, number>> = { hour: 876_600, day: 36_525, week: 5_218, month: 1_200, year: 100 }

/**
 * Parses a date of a query: `2026-11-01`, `01/11/2026`, `2026-11`, `2026`, an instant, `hier`, `7j`. Returns `unreal` for
 * one that no calendar has, null for other text.
 */
export function parseDateValue(text: string): DateValue | 'unreal' | null {
  const period = findSpelled(text, periodWords)
  if (period) return { type: 'period', period }
  return parseAge(text) ?? parseInstant(text) ?? parseDay(text) ?? parseMonth(text)
}

function parseAge(text: string): DateValue | 'unreal' | null {
  const [, digits, word] = /^(\d{1,6})\s?(\p{L}{1,4})$/u.exec(text) ?? []
  const unit = word && findSpelled(word, unitWords)
  if (!digits || !unit) return null
  const amount = Number(digits)
  return amount === 0 || amount > longest[unit] ? 'unreal' : { type: 'age', amount, unit }
}

function parseInstant(text: string): DateValue | 'unreal' | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i.test(text)) return null
  const instant = Date.parse(text)
  if (Number.isNaN(instant) || !isRealDay(text.slice(0, 10))) return 'unreal'
  return { type: 'instant', instant: new Date(instant).toISOString() }
}

function parseDay(text: string): DateValue | 'unreal' | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? turned(text)
  if (!year || !month || !day) return null
  const iso = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
  return isRealDay(iso) ? { type: 'day', day: iso } : 'unreal'
}

/** Parts of a day as the French write it, 01/11/2026. */
function turned(text: string): string[] {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? []
  return ['', year, month, day]
}

function parseMonth(text: string): DateValue | 'unreal' | null {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(text) ?? []
  if (!year) return null
  if (!isRealDay(`${year}-${month ?? '01'}-01`)) return 'unreal'
  return month ? { type: 'month', month: text } : { type: 'year', year }
}

/** Years that the language knows, so that each end of a period can be stored. */
const isYear = (year: number) => year >= 1900 && year <= 2999

function isRealDay(iso: string) {
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && isYear(date.getUTCFullYear())
}
