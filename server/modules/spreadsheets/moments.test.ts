import { expect, test } from 'vitest'
import { guessOrder, readMoment } from './moments.ts'

const paris = (text: string, order: 'dayFirst' | 'monthFirst' = 'dayFirst') => readMoment(text, order, 'Europe/Paris')

test('moments are read as French and English spreadsheets write them', () => {
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

test('what is none is none', () => {
  for (const text of ['', 'hier', '31/02/2026', '13/13/2026', '99/99/9999 99:99']) expect(paris(text), text).toBeNull()
})

test('the order is guessed from what can be read in one alone', () => {
  expect(guessOrder(['03/07/2026', '23/07/2026'])).toBe('dayFirst')
  expect(guessOrder(['7/3/2026', '7/23/2026'])).toBe('monthFirst')
  expect(guessOrder(['7/3/2026 2:05 PM'])).toBe('monthFirst')
  expect(guessOrder(['03/07/2026'])).toBe('dayFirst')
})
