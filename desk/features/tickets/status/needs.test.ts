import { expect, test } from 'vitest'
import { needsOf } from './needs.ts'

test('closing asks for the solution or the reason, reopening for a reason, waiting lets one be given', () => {
  expect(needsOf('fixing', 'resolved')).toEqual({ note: 'solution', required: true })
  expect(needsOf('opened', 'rejected')).toEqual({ note: 'reason', required: true })
  expect(needsOf('opened', 'cancelled')).toEqual({ note: 'reason', required: true })
  expect(needsOf('resolved', 'investigating')).toEqual({ note: 'reopening', required: true })
  expect(needsOf('opened', 'waiting')).toEqual({ note: 'wait', required: false })
  expect(needsOf('opened', 'fixing')).toEqual({ note: null, required: false })
})
