import { expect, test } from 'vitest'
import { addWorkingDays } from './working-days.ts'

const day = (text: string) => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  return { year, month, day: date }
}

test.each([
  ['a week', '2025-11-24', 5, '2025-12-01'],
  ['a weekend', '2025-11-28', 1, '2025-12-01'],
  ['Christmas and New Year', '2025-12-24', 5, '2026-01-02'],
  ['Easter Monday', '2026-04-03', 1, '2026-04-07'],
  ['Ascension', '2026-05-13', 1, '2026-05-15'],
  ['Whit Monday', '2026-05-22', 1, '2026-05-26'],
  ['the 14th of July', '2026-07-13', 1, '2026-07-15'],
])('working days pass over %s', (_, from, count, to) => {
  expect(addWorkingDays(day(from), count)).toEqual(day(to))
})
