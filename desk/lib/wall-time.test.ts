import { expect, test } from 'vitest'
import { toInstant, toWallTime } from './wall-time.ts'

const paris = 'Europe/Paris'
const at = (year: number, month: number, day: number, hour: number, minute = 0) => ({ year, month, day, hour, minute })
const iso = (instant: number) => new Date(instant).toISOString()

test('a wall time in Paris is one hour ahead of UTC in winter, two in summer', () => {
  expect(iso(toInstant(at(2025, 11, 24, 8, 12), paris))).toBe('2025-11-24T07:12:00.000Z')
  expect(iso(toInstant(at(2025, 7, 14, 8, 12), paris))).toBe('2025-07-14T06:12:00.000Z')
})

test('every hour of the days when clocks change comes back as it was', () => {
  for (const day of [at(2026, 3, 29, 0), at(2026, 10, 25, 0)]) {
    for (let hour = 0; hour < 24; hour++) {
      if (day.month === 3 && hour === 2) continue
      const wall = { ...day, hour }
      expect(toWallTime(toInstant(wall, paris), paris)).toEqual(wall)
    }
  }
})

test('the hour that spring skips is the next one; of the hour that autumn repeats it is the first', () => {
  expect(iso(toInstant(at(2026, 3, 29, 2, 30), paris))).toBe('2026-03-29T01:30:00.000Z')
  expect(iso(toInstant(at(2026, 10, 25, 2, 30), paris))).toBe('2026-10-25T00:30:00.000Z')
})

test('zones west of Greenwich and with half hours', () => {
  expect(iso(toInstant(at(2025, 1, 1, 0), 'America/Cayenne'))).toBe('2025-01-01T03:00:00.000Z')
  expect(iso(toInstant(at(2025, 1, 1, 0), 'Asia/Kolkata'))).toBe('2024-12-31T18:30:00.000Z')
})
