import type { Status, StepKind, Visibility } from '../enums.ts'

const explanations = { resolved: 'solution', rejected: 'reason', cancelled: 'reason' } as const
type Explanation = (typeof explanations)[keyof typeof explanations]

/** Returns the kind of step that a change to a status requires; null for a status that needs none. */
export function explanationOf(to: Status): Explanation | null {
  return to in explanations ? explanations[to as keyof typeof explanations] : null
}

/** Returns the kind of public step that a change to a status still requires beside a step; null when nothing is missing. */
export function missingExplanation(step: { kind: StepKind; visibility: Visibility }, to: Status): Explanation | null {
  const explanation = explanationOf(to)
  return step.kind === explanation && step.visibility === 'public' ? null : explanation
}
