import { expect, test } from 'vitest'
import type { Action } from '../../../../contract/actions.ts'
import { unclear } from '../../../lib/parse-moment.ts'
import { bodyOf, changesOf, draftOf, missingIn } from './draft.ts'

const karim = { id: 'a1', name: 'Karim Benali' }
const action: Action = {
  id: 'x1',
  version: 3,
  title: 'Rappeler Mme Roux',
  note: '',
  dueAt: '2027-03-18T08:00:00Z',
  isPrivate: false,
  author: karim,
  assignees: [karim],
  about: { kind: 'ticket', id: 't1', label: 'Chaudière éteinte', number: 1042 },
  repeat: { every: 2, unit: 'week', from: 'due' },
  doneAt: null,
  doneBy: null,
  createdAt: '2027-03-17T08:00:00Z',
  can: { change: true },
}
const draft = draftOf(action)

test('an action that is opened and not changed has no changes', () => {
  expect(changesOf(action, draft)).toEqual({})
})

test('only the changed fields of an action are sent', () => {
  expect(changesOf(action, { ...draft, title: ' Rappeler M. Roux ', repeatUnit: 'never' })).toEqual({
    title: 'Rappeler M. Roux',
    repeat: null,
  })
})

test('the body of an action names its record and its agents by their ids', () => {
  expect(bodyOf(draft)).toMatchObject({
    assigneeIds: ['a1'],
    about: { kind: 'ticket', id: 't1' },
    repeat: { every: 2, unit: 'week', from: 'due' },
  })
})

test('the form says what is missing, in its order', () => {
  expect(missingIn(draft)).toEqual([])
  expect(missingIn({ ...draft, title: ' ', dueAt: unclear })).toEqual(['title', 'due'])
  expect(missingIn({ ...draft, assignees: [] })).toEqual(['assignees'])
  expect(missingIn({ ...draft, assigneeText: 'inè' })).toEqual(['assignees'])
  expect(missingIn({ ...draft, about: null, aboutText: 'chaud' })).toEqual(['about'])
})

test('an action repeats after 1 to 365 days, weeks or months', () => {
  for (const repeatEvery of ['', '0', '1,5', '366', 'deux'])
    expect(missingIn({ ...draft, repeatEvery }), repeatEvery).toEqual(['every'])
  expect(missingIn({ ...draft, repeatEvery: 'deux', repeatUnit: 'never' })).toEqual([])
})
