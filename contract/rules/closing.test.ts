import { expect, test } from 'vitest'
import { statuses } from '../enums.ts'
import { explanationOf, missingExplanation } from './closing.ts'

test('closing requires a solution or a reason, and other changes no explanation', () => {
  const explained = statuses.flatMap((status) => (explanationOf(status) ? [[status, explanationOf(status)]] : []))
  expect(explained).toEqual([
    ['resolved', 'solution'],
    ['rejected', 'reason'],
    ['cancelled', 'reason'],
  ])
})

test('an internal step or one of another kind does not explain a closing', () => {
  expect(missingExplanation({ kind: 'solution', visibility: 'public' }, 'resolved')).toBeNull()
  expect(missingExplanation({ kind: 'solution', visibility: 'internal' }, 'resolved')).toBe('solution')
  expect(missingExplanation({ kind: 'reason', visibility: 'public' }, 'resolved')).toBe('solution')
  expect(missingExplanation({ kind: 'information', visibility: 'internal' }, 'fixing')).toBeNull()
})
