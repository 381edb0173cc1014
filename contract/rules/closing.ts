import type { Status, StepKind, Visibility } from '../enums.ts'

const explanations = { resolved: 'solution', rejected: 'reason', cancelled: 'reason' } as const
type Explanation = (typeof explanations)[keyof typeof explanations]

/** Returns the kind of step that a change to a status requires; null for a status that needs none. */
export function explanationOf(to: Status): Explanation | null {
  return to in explanations ? explanations[to as keyof typeof explanations] : null
}

/** Whether a step explains the change to a status: closing takes a solution or a reason that the client sees. */
export function explains(step: { kind: StepKind; visibility: Visibility }, to: Status): boolean {
  const explanation = explanationOf(to)
  return explanation === null || (step.kind === explanation && step.visibility === 'public')
}
