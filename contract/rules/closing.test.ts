import { expect, test } from 'vitest'
import { statuses } from '../enums.ts'
import { explains, explanationOf } from './closing.ts'

test('closing takes a solution or a reason, and nothing else an explanation', () => {
  const explained = statuses.flatMap((status) => (explanationOf(status) ? [[status, explanationOf(status)]] : []))
  expect(explained).toEqual([
    ['resolved', 'solution'],
    ['rejected', 'reason'],
    ['cancelled', 'reason'],
  ])
})

test('an internal or another step explains no closing', () => {
  expect(explains({ kind: 'solution', visibility: 'public' }, 'resolved')).toBe(true)
  expect(explains({ kind: 'solution', visibility: 'internal' }, 'resolved')).toBe(false)
  expect(explains({ kind: 'reason', visibility: 'public' }, 'resolved')).toBe(false)
  expect(explains({ kind: 'information', visibility: 'internal' }, 'fixing')).toBe(true)
})
