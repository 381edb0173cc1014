import { expect, test } from 'vitest'
import { statuses } from '../../../../contract/enums.ts'
import { attemptOf, blankDraft, bodyOf, listPossibleStatuses, nextOf } from './draft.ts'

const ticket = { version: 7, can: { statuses: [...statuses] } } as unknown as Parameters<typeof bodyOf>[1]
const written = { ...blankDraft, html: '<p>Bonjour</p>' }

test('a public question suggests waiting and a public solution suggests resolved, internal ones nothing', () => {
  expect(nextOf({ ...written, kind: 'question' }, statuses)).toBe('waiting')
  expect(nextOf({ ...written, kind: 'solution' }, statuses)).toBe('resolved')
  expect(nextOf({ ...written, kind: 'answer' }, statuses)).toBeNull()
  expect(nextOf({ ...written, kind: 'question', visibility: 'internal' }, statuses)).toBeNull()
})

test('a suggested status can be declined, and is one that the agent may set', () => {
  expect(nextOf({ ...written, kind: 'question', next: null }, statuses)).toBeNull()
  expect(nextOf({ ...written, kind: 'solution', next: 'fixing' }, statuses)).toBe('fixing')
  expect(nextOf({ ...written, kind: 'solution' }, ['waiting'])).toBeNull()
})

test('only a public solution can resolve, and only a public reason can reject', () => {
  expect(listPossibleStatuses({ kind: 'answer', visibility: 'public' }, statuses)).not.toContain('resolved')
  expect(listPossibleStatuses({ kind: 'solution', visibility: 'internal' }, statuses)).not.toContain('resolved')
  expect(listPossibleStatuses({ kind: 'reason', visibility: 'public' }, statuses)).toContain('rejected')
})

test('a step and the status that it sets are one request', () => {
  expect(bodyOf({ ...written, kind: 'question', minutes: 15 }, ticket)).toEqual({
    kind: 'question',
    body: '<p>Bonjour</p>',
    visibility: 'public',
    minutesSpent: 15,
    status: { to: 'waiting', version: 7 },
  })
})

test('an unchanged draft is retried with the same request after the ticket changed, another text gets a new key', () => {
  let made = 0
  const newKey = () => `key-${++made}`
  const question = { ...written, kind: 'question' as const }
  const first = attemptOf(question, ticket, newKey)
  const moved = { version: 8, can: { ...ticket.can, statuses: ['fixing' as const] } }
  expect(attemptOf({ ...question, attempt: first }, moved, newKey)).toBe(first)
  expect(attemptOf({ ...question, html: '<p>Bonsoir</p>', attempt: first }, ticket, newKey).key).toBe('key-2')
})
