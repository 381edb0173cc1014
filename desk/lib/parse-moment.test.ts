import { expect, test } from 'vitest'
import { type Lean, parseMoment } from './parse-moment.ts'

/** Monday 24 November 2025, 09:14 in Paris. */
const now = Date.parse('2025-11-24T08:14:00Z')
const read = (text: string, lean: Lean = 'future') => {
  const instant = parseMoment(text, now, 'Europe/Paris', lean)
  return instant === null ? null : new Date(instant).toISOString().slice(0, 16)
}

test.each([
  ['demain 10h', '2025-11-25T09:00'],
  ['Demain à 10 h 30', '2025-11-25T09:30'],
  ['tomorrow at 10:30', '2025-11-25T09:30'],
  ['aujourd’hui', '2025-11-24T17:00'],
  ['après-demain', '2025-11-26T17:00'],
  ['mercredi 14:30', '2025-11-26T13:30'],
  ['ven 8h', '2025-11-28T07:00'],
  ['lundi', '2025-12-01T17:00'],
  ['18h', '2025-11-24T17:00'],
  ['8h', '2025-11-25T07:00'],
  ['dans 2 h', '2025-11-24T10:14'],
  ['dans 3 jours', '2025-11-27T17:00'],
  ['dans 2 semaines', '2025-12-08T17:00'],
  ['5 jours ouvrés', '2025-12-01T17:00'],
  ['in 5 working days', '2025-12-01T17:00'],
  ['in 45 min', '2025-11-24T08:59'],
  ['12/12', '2025-12-12T17:00'],
  ['3/1 9h', '2026-01-03T08:00'],
  ['12/06/26 9h', '2026-06-12T07:00'],
  ['2026-06-12', '2026-06-12T16:00'],
  ['1/11/2025', '2025-11-01T17:00'],
])('“%s” is understood', (text, instant) => {
  expect(read(text)).toBe(instant)
})

test.each(['', 'bientôt', '31/02', '25h', '12', 'lu', '12/13/2025'])('“%s” is not', (text) => {
  expect(read(text)).toBeNull()
})

test.each([
  ['8h', '2025-11-24T07:00'],
  ['10h', '2025-11-23T09:00'],
  ['hier 17:40', '2025-11-23T16:40'],
  ['vendredi 9h', '2025-11-21T08:00'],
  ['lundi 9h', '2025-11-17T08:00'],
  ['il y a 2 h', '2025-11-24T06:14'],
  ['20 min ago', '2025-11-24T07:54'],
  ['25/12', '2024-12-25T17:00'],
])('“%s” of what was reported is past', (text, instant) => {
  expect(read(text, 'past')).toBe(instant)
})

test.each([
  ['demain', '2025-11-25T07:00'],
  ['lundi', '2025-12-01T07:00'],
  ['dans 7 jours', '2025-12-01T07:00'],
  ['5 jours ouvrés', '2025-12-01T07:00'],
  ['lundi 14h', '2025-12-01T13:00'],
])('a waiting until “%s” ends when that day opens', (text, instant) => {
  expect(read(text, 'opening')).toBe(instant)
})
