import { expect, test } from 'vitest'
import { dayIn, periodOf } from './period.ts'

const zone = 'Europe/Paris'

test('a period includes its whole last day, also when clocks change', () => {
  expect(periodOf('2026-10-24', '2026-10-25', zone)).toEqual({
    from: '2026-10-23T22:00:00.000Z',
    before: '2026-10-25T23:00:00.000Z',
  })
})

test('a period may have an open start or end', () => {
  expect(periodOf('2026-01-05', '', zone)).toEqual({ from: '2026-01-04T23:00:00.000Z', before: undefined })
  expect(periodOf('', '2026-01-05', zone)).toEqual({ from: undefined, before: '2026-01-05T23:00:00.000Z' })
})

test('an instant has the calendar day of its zone', () => {
  expect(dayIn(Date.parse('2026-01-04T23:30:00Z'), zone)).toBe('2026-01-05')
})
