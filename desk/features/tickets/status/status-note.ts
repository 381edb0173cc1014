import { isOpen, type Status } from '../../../../contract/enums.ts'
import { explanationOf } from '../../../../contract/rules/closing.ts'

/** Note that the agent writes with a change of status. */
type StatusNote = { kind: 'solution' | 'reason' | 'reopening' | 'wait' | null; required: boolean }

export function noteFor(from: Status, to: Status): StatusNote {
  if (!isOpen(from)) return { kind: 'reopening', required: true }
  if (to === 'waiting') return { kind: 'wait', required: false }
  const kind = explanationOf(to)
  return { kind, required: kind !== null }
}
