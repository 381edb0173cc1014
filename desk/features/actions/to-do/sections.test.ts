import { expect, test } from 'vitest'
import { cutByDue, startOfDay } from './sections.ts'

const paris = 'Europe/Paris'
/** A Wednesday, ten in the morning in Paris. */
const wednesday = Date.parse('2027-03-17T09:00:00Z')
const due = (dueAt: string | null) => ({ dueAt })

const cut = (now: number, ...dates: (string | null)[]) =>
  cutByDue(dates.map(due), now, paris).map(({ name, items }) => [name, items.map(({ dueAt }) => dueAt)])

test('items are cut by due date, the earliest first, and those without one come last', () => {
  expect(
    cut(
      wednesday,
      null,
      '2027-04-01T08:00:00Z',
      '2027-03-19T08:00:00Z',
      '2027-03-17T16:00:00Z',
      '2027-03-17T08:00:00Z',
      '2027-03-16T08:00:00Z',
    ),
  ).toEqual([
    ['late', ['2027-03-16T08:00:00Z', '2027-03-17T08:00:00Z']],
    ['today', ['2027-03-17T16:00:00Z']],
    ['week', ['2027-03-19T08:00:00Z']],
    ['later', ['2027-04-01T08:00:00Z']],
    ['undated', [null]],
  ])
})

test('a section without items is left out', () => {
  expect(cut(wednesday)).toEqual([])
  expect(cut(wednesday, null)).toEqual([['undated', [null]]])
})

test('a day ends at midnight in the time zone of the company, not at midnight in UTC', () => {
  expect(cut(wednesday, '2027-03-17T22:59:59Z', '2027-03-17T23:00:00Z').map(([name]) => name)).toEqual([
    'today',
    'week',
  ])
})

test('a week ends on Sunday night, and on a Sunday only the day is left of it', () => {
  const sunday = Date.parse('2027-03-21T09:00:00Z')
  expect(cut(wednesday, '2027-03-21T22:59:59Z', '2027-03-21T23:00:00Z').map(([name]) => name)).toEqual([
    'week',
    'later',
  ])
  expect(cut(sunday, '2027-03-21T16:00:00Z', '2027-03-22T08:00:00Z').map(([name]) => name)).toEqual(['today', 'later'])
})

test('a Monday begins a week of seven days', () => {
  const monday = Date.parse('2027-03-22T09:00:00Z')
  expect(cut(monday, '2027-03-28T20:00:00Z', '2027-03-29T08:00:00Z').map(([name]) => name)).toEqual(['week', 'later'])
})

test('the day on which the clock changes begins at midnight too', () => {
  expect(new Date(startOfDay(Date.parse('2027-03-28T12:00:00Z'), paris)).toISOString()).toBe('2027-03-27T23:00:00.000Z')
  expect(new Date(startOfDay(Date.parse('2027-03-28T12:00:00Z'), paris, 1)).toISOString()).toBe(
    '2027-03-28T22:00:00.000Z',
  )
})
