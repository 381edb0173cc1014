import { expect, test } from 'vitest'
import { guessDateOrder, parseTimestamp } from './timestamps.ts'

const paris = (text: string, order: 'dayFirst' | 'monthFirst' = 'dayFirst') =>
  parseTimestamp(text, order, 'Europe/Paris')

test('parses timestamps as French and English spreadsheets write them', () => {
  const summer = '2026-07-03T12:05:33Z'
  expect(paris('03/07/2026 14:05:33')).toBe(summer)
  expect(paris('3/7/26 14:05:33')).toBe(summer)
  expect(paris('03.07.2026 à 14h05')).toBe('2026-07-03T12:05:00Z')
  expect(paris('7/3/2026 2:05:33 PM', 'monthFirst')).toBe(summer)
  expect(paris('7/3/2026 12:05 am', 'monthFirst')).toBe('2026-07-02T22:05:00Z')
  expect(paris('2026-07-03 14:05:33')).toBe(summer)
  expect(paris('2026-07-03T12:05:33.123Z')).toBe(summer)
  expect(paris('2026-07-03T14:05:33+02:00')).toBe(summer)
  expect(paris('03/07/2026')).toBe('2026-07-02T22:00:00Z')
})

test('rejects text that is not a date', () => {
  for (const text of ['', 'hier', '31/02/2026', '13/13/2026', '99/99/9999 99:99']) expect(paris(text), text).toBeNull()
})

test('guesses the date order from dates that are valid in one order only', () => {
  expect(guessDateOrder(['03/07/2026', '23/07/2026'])).toBe('dayFirst')
  expect(guessDateOrder(['7/3/2026', '7/23/2026'])).toBe('monthFirst')
  expect(guessDateOrder(['7/3/2026 2:05 PM'])).toBe('monthFirst')
  expect(guessDateOrder(['03/07/2026'])).toBe('dayFirst')
})
