import { expect, test } from 'vitest'
import type { DateValue, Operator } from '../../../../contract/rules/query/index.ts'
import { type DateRange, resolveDate } from './date-range.ts'

// A Sunday, three hours before the clocks change in Paris.
const clock = { now: Temporal.Instant.from('2026-10-24T22:30:00Z'), timeZone: 'Europe/Paris' }

test.each<[Operator, DateValue, DateRange]>([
  ['=', { type: 'period', period: 'today' }, { from: '2026-10-24T22:00:00Z', before: '2026-10-25T23:00:00Z' }],
  ['=', { type: 'period', period: 'yesterday' }, { from: '2026-10-23T22:00:00Z', before: '2026-10-24T22:00:00Z' }],
  ['=', { type: 'period', period: 'this-week' }, { from: '2026-10-18T22:00:00Z', before: '2026-10-25T23:00:00Z' }],
  ['>', { type: 'period', period: 'this-month' }, { from: '2026-10-31T23:00:00Z' }],
  ['<=', { type: 'day', day: '2026-10-25' }, { before: '2026-10-25T23:00:00Z' }],
  ['<', { type: 'month', month: '2026-11' }, { before: '2026-10-31T23:00:00Z' }],
  ['>=', { type: 'year', year: '2026' }, { from: '2025-12-31T23:00:00Z' }],
  [
    '=',
    { type: 'instant', instant: '2026-10-01T08:00:00.000Z' },
    { from: '2026-10-01T08:00:00Z', before: '2026-10-01T08:00:00.001Z' },
  ],
  ['<', { type: 'age', amount: 1, unit: 'day' }, { from: '2026-10-23T22:30:00Z' }],
  ['>', { type: 'age', amount: 24, unit: 'hour' }, { before: '2026-10-23T22:30:00Z' }],
])('%s %o lies in the zone of the organisation', (operator, value, range) => {
  expect(resolveDate(operator, value, false, clock)).toEqual(range)
})

test('an age of a due date looks ahead', () => {
  const week: DateValue = { type: 'age', amount: 1, unit: 'week' }
  expect(resolveDate('<', week, true, clock)).toEqual({ from: '2026-10-24T22:30:00Z', before: '2026-10-31T23:30:00Z' })
  expect(resolveDate('>', week, true, clock)).toEqual({ from: '2026-10-31T23:30:00Z' })
})
