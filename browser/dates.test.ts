import { describe, expect, test } from 'vitest'
import { createDates } from './dates.ts'

const french = createDates('fr', 'Europe/Paris')
const first = '2025-12-01T09:00:00Z'
const now = Date.parse('2025-11-24T08:00:00Z')

describe('dates', () => {
  test('French says the first of a month “1er”, wherever a day is written', () => {
    expect(french.relative(first, now)).toBe('1er déc.')
    expect(french.short(first, now)).toBe('1er déc.')
    expect(french.said(first, now)).toBe('lundi 1er déc. à 10:00')
    expect(french.brief(first, now)).toBe('lun. 1er déc. 10:00')
    expect(french.exact(first)).toBe('lundi 1er décembre 2025 à 10:00')
    expect(french.today(Date.parse(first))).toBe('lundi 1er décembre')
    expect(french.day('2025-12-01')).toBe('1er déc. 2025')
  })

  test('other days and English have no ordinal', () => {
    expect(french.said('2025-12-11T09:00:00Z', now)).toBe('jeudi 11 déc. à 10:00')
    expect(french.said('2025-12-21T00:30:00Z', now)).toBe('dimanche 21 déc. à 01:30')
    expect(french.day('2025-12-31')).toBe('31 déc. 2025')
    expect(createDates('en', 'Europe/Paris').day('2025-12-01')).toBe('1 Dec 2025')
  })

  test('another year is shown', () => {
    expect(french.short('2026-01-01T09:00:00Z', now)).toBe('1er janv. 2026')
    expect(french.brief('2026-01-02T09:00:00Z', now)).toBe('ven. 2 janv. 2026 10:00')
  })
})
