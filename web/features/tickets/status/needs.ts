import { isOpen, type Status } from '../../../../contract/enums.ts'

/** What a change of status asks of the person who makes it. */
type Needs = { note: 'solution' | 'reason' | 'reopening' | 'wait' | null; required: boolean }

export function needsOf(from: Status, to: Status): Needs {
  if (!isOpen(from)) return { note: 'reopening', required: true }
  if (to === 'resolved') return { note: 'solution', required: true }
  if (to === 'rejected' || to === 'cancelled') return { note: 'reason', required: true }
  if (to === 'waiting') return { note: 'wait', required: false }
  return { note: null, required: false }
}
