import { isOpen, type Status } from '../../../../contract/enums.ts'
import { explanationOf } from '../../../../contract/rules/closing.ts'

/** Note that the agent writes with a change of status. */
type Needs = { note: 'solution' | 'reason' | 'reopening' | 'wait' | null; required: boolean }

export function needsOf(from: Status, to: Status): Needs {
  if (!isOpen(from)) return { note: 'reopening', required: true }
  if (to === 'waiting') return { note: 'wait', required: false }
  const note = explanationOf(to)
  return { note, required: note !== null }
}
