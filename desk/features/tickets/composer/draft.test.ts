import { expect, test } from 'vitest'
import { statuses } from '../../../../contract/enums.ts'
import { attemptOf, blankDraft, bodyOf, listPossibleStatuses, nextOf } from './draft.ts'

const ticket = { version: 7, can: { statuses: [...statuses] } } as unknown as Parameters<typeof bodyOf>[1]
const written = { ...blankDraft, html: '<p>Bonjour</p>' }

test('a question waits, a solution resolves, and neither when only agents read it', () => {
  expect(nextOf({ ...written, kind: 'question' }, statuses)).toBe('waiting')
  expect(nextOf({ ...written, kind: 'solution' }, statuses)).toBe('resolved')
  expect(nextOf({ ...written, kind: 'answer' }, statuses)).toBeNull()
  expect(nextOf({ ...written, kind: 'question', visibility: 'internal' }, statuses)).toBeNull()
})

test('it suggests, never forces, and never more than one may', () => {
  expect(nextOf({ ...written, kind: 'question', next: null }, statuses)).toBeNull()
  expect(nextOf({ ...written, kind: 'solution', next: 'fixing' }, statuses)).toBe('fixing')
  expect(nextOf({ ...written, kind: 'solution' }, ['waiting'])).toBeNull()
})

test('only a solution resolves and only a reason rejects, and the client must see them', () => {
  expect(listPossibleStatuses({ kind: 'answer', visibility: 'public' }, statuses)).not.toContain('resolved')
  expect(listPossibleStatuses({ kind: 'solution', visibility: 'internal' }, statuses)).not.toContain('resolved')
  expect(listPossibleStatuses({ kind: 'reason', visibility: 'public' }, statuses)).toContain('rejected')
})

test('a step and the status it brings are one call', () => {
  expect(bodyOf({ ...written, kind: 'question', minutes: 15 }, ticket)).toEqual({
    kind: 'question',
    body: '<p>Bonjour</p>',
    visibility: 'public',
    minutesSpent: 15,
    status: { to: 'waiting', version: 7 },
  })
})

test('the same words sent again are the same call, though the ticket has moved; others get a key of their own', () => {
  let made = 0
  const newKey = () => `key-${++made}`
  const question = { ...written, kind: 'question' as const }
  const first = attemptOf(question, ticket, newKey)
  const moved = { version: 8, can: { ...ticket.can, statuses: ['fixing' as const] } }
  expect(attemptOf({ ...question, attempt: first }, moved, newKey)).toBe(first)
  expect(attemptOf({ ...question, html: '<p>Bonsoir</p>', attempt: first }, ticket, newKey).key).toBe('key-2')
})
