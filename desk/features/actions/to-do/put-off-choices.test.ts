import { expect, test } from 'vitest'
import { putOffChoices } from './put-off-choices.ts'

const paris = 'Europe/Paris'
const at = (instant: string) => Date.parse(instant)

test('an action is put off to tomorrow, Monday or in a week, at its own hour', () => {
  expect(putOffChoices('2027-03-16T13:30:00Z', at('2027-03-17T09:00:00Z'), paris)).toEqual([
    '2027-03-18 14:30',
    '2027-03-22 14:30',
    '2027-03-24 14:30',
  ])
})

test('an action without a date is put off to nine o’clock', () => {
  expect(putOffChoices(null, at('2027-03-17T09:00:00Z'), paris)[0]).toBe('2027-03-18 09:00')
})

test('a day is offered once: on a Sunday Monday is tomorrow, on a Monday it is in a week', () => {
  expect(putOffChoices(null, at('2027-03-21T09:00:00Z'), paris)).toEqual(['2027-03-22 09:00', '2027-03-28 09:00'])
  expect(putOffChoices(null, at('2027-03-22T09:00:00Z'), paris)).toEqual(['2027-03-23 09:00', '2027-03-29 09:00'])
})

test('the day is that of the company’s time zone', () => {
  expect(putOffChoices(null, at('2027-03-17T23:30:00Z'), paris)[0]).toBe('2027-03-19 09:00')
})
