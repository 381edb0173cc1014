import { expect, test } from 'vitest'
import { noteFor } from './status-note.ts'

test('closing requires a solution or a reason, reopening requires a reason, waiting allows one', () => {
  expect(noteFor('fixing', 'resolved')).toEqual({ kind: 'solution', required: true })
  expect(noteFor('opened', 'rejected')).toEqual({ kind: 'reason', required: true })
  expect(noteFor('opened', 'cancelled')).toEqual({ kind: 'reason', required: true })
  expect(noteFor('resolved', 'investigating')).toEqual({ kind: 'reopening', required: true })
  expect(noteFor('opened', 'waiting')).toEqual({ kind: 'wait', required: false })
  expect(noteFor('opened', 'fixing')).toEqual({ kind: null, required: false })
})
