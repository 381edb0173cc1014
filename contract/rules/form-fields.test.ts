import { describe, expect, test } from 'vitest'
import type { FormField } from '../forms.ts'
import { type FormSender, isAnswered, visibleFields } from './form-fields.ts'

const field = (id: string, more: Partial<FormField> = {}): FormField => ({
  id,
  kind: 'line',
  label: id,
  help: '',
  required: false,
  options: [],
  when: null,
  ...more,
})
const following = (id: string, before: string, is: string) => field(id, { when: { field: before, is } })
const ids = (fields: FormField[], answers: Record<string, string>, sender: FormSender = 'guest') =>
  visibleFields(fields, answers, sender).map(({ id }) => id)

describe('a field with a condition', () => {
  const chain = [field('need'), following('model', 'need', 'Devis'), following('colour', 'model', 'XR-2')]

  test('is visible once the other field has that answer, whatever spaces are around it', () => {
    expect(ids(chain, {})).toEqual(['need'])
    expect(ids(chain, { need: ' Devis ' })).toEqual(['need', 'model'])
    expect(ids(chain, { need: 'devis' })).toEqual(['need'])
  })

  test('is hidden with the field that it follows, whose answer is kept', () => {
    expect(ids(chain, { need: 'Devis', model: 'XR-2' })).toEqual(['need', 'model', 'colour'])
    expect(ids(chain, { need: 'Panne', model: 'XR-2' })).toEqual(['need'])
  })

  test('is hidden from senders who are not asked the field that it follows', () => {
    const fields = [field('company', { kind: 'company' }), following('branch', 'company', 'Thermo')]
    expect(ids(fields, { company: 'Thermo' })).toEqual(['company', 'branch'])
    expect(ids(fields, { company: 'Thermo' }, 'client')).toEqual([])
  })
})

test('each sender is asked what Guichet does not know of them', () => {
  const fields = (['name', 'email', 'phone', 'company', 'project', 'machine'] as const).map((kind) =>
    field(kind, { kind }),
  )
  expect(ids(fields, {})).toEqual(['name', 'email', 'phone', 'company', 'machine'])
  expect(ids(fields, {}, 'client')).toEqual(['project', 'machine'])
  expect(ids(fields, {}, 'clientWithoutProject')).toEqual(['machine'])
})

test('a field is answered by words, by a file or by the record that was chosen', () => {
  const nothing = { answers: {}, attachmentIds: [] }
  const machine = field('machine', { kind: 'machine' })
  expect(isAnswered(field('need'), { ...nothing, answers: { need: ' ' } })).toBe(false)
  expect(isAnswered(field('need'), { ...nothing, answers: { need: 'Devis' } })).toBe(true)
  expect(isAnswered(field('files', { kind: 'files' }), { ...nothing, answers: { files: 'photo' } })).toBe(false)
  expect(isAnswered(field('files', { kind: 'files' }), { ...nothing, attachmentIds: ['1'] })).toBe(true)
  expect(isAnswered(machine, { ...nothing, equipmentId: '1' })).toBe(true)
  expect(isAnswered(machine, { ...nothing, answers: { machine: 'Frisquet' } })).toBe(true)
  expect(isAnswered(machine, nothing)).toBe(false)
  expect(isAnswered(field('project', { kind: 'project' }), { ...nothing, projectId: '1' })).toBe(true)
})
