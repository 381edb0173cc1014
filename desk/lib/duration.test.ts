import { expect, test } from 'vitest'
import { formatMinutes, parseMinutes } from './duration.ts'

test.each([
  ['45', 45],
  ['45 min', 45],
  ['1h30', 90],
  ['1 h 05', 65],
  ['1:30', 90],
  ['1,5 h', 90],
  ['2h', 120],
])('“%s” is a time spent', (text, minutes) => {
  expect(parseMinutes(text)).toBe(minutes)
})

test.each(['', 'longtemps', '1h75', '-5'])('“%s” is not', (text) => {
  expect(parseMinutes(text)).toBeNull()
})

test('formatted durations can be parsed again', () => {
  for (const minutes of [5, 45, 60, 65, 90, 600]) expect(parseMinutes(formatMinutes(minutes))).toBe(minutes)
})
