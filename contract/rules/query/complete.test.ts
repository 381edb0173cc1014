import { expect, test } from 'vitest'
import { complete } from './index.ts'

/** Completes at the bar. */
function at(typed: string, locale: 'fr' | 'en' = 'fr') {
  const caret = typed.indexOf('|')
  return complete(typed.replace('|', ''), caret, locale)
}

test.each([
  ['sta|', { range: [0, 3], kind: 'field', options: ['statut:'] }],
  ['STA|', { range: [0, 3], kind: 'field', options: ['statut:'] }],
  ['est:ouvert -(sui|veur:moi', { range: [13, 21], kind: 'field', options: ['suiveur:'] }],
  ['statut:att|', { range: [7, 10], kind: 'value', field: 'status', typed: 'att', options: ['attente'] }],
  ['statut:attente,ins|', { range: [15, 18], kind: 'value', field: 'status', typed: 'ins', options: ['instruction'] }],
  ['criticité:>=h| x', { range: [12, 13], kind: 'value', field: 'criticality', typed: 'h', options: ['haute'] }],
  ['suiveur:"Karim B|en" x', { range: [8, 19], kind: 'value', field: 'lead', typed: 'Karim B', options: [] }],
  ['observateur:|', { range: [12, 12], kind: 'value', field: 'watcher', typed: '', options: ['moi', 'personne'] }],
  ['criticité:bloquante société:dup|', { range: [28, 31], kind: 'value', field: 'company', typed: 'dup', options: [] }],
  ['créé:hi|', { range: [5, 7], kind: 'value', field: 'created', typed: 'hi', options: ['hier'] }],
])('%s is completed', (typed, expected) => {
  expect(at(typed)).toEqual(expected)
})

test('options are in the language of the reader, whatever was typed', () => {
  expect(at('statu|', 'en')).toMatchObject({ options: ['status:'] })
  expect(at('statut:|', 'en')).toMatchObject({ options: expect.arrayContaining(['waiting']) })
})

test('every field is offered where a condition may begin', () => {
  expect(at('statut:attente |')).toMatchObject({ kind: 'field', range: [15, 15], options: { length: 23 } })
})

test('nothing is offered within a phrase, nor after a field that does not exist', () => {
  expect(at('"ne démarre |')).toBeNull()
  expect(at('couleur:|')).toBeNull()
})
