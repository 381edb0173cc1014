import type { DraftContent } from '../../../../contract/drafts.ts'
import type { Status, StepKind, Visibility } from '../../../../contract/enums.ts'
import { missingExplanation } from '../../../../contract/rules/closing.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { isBlank } from '../../../lib/plain-html.ts'
import type { StepBody } from '../changes/calls.ts'

/** Draft of a step, kept until it is sent. */
export type Draft = DraftContent & {
  /** On this device alone. The last attempt whose answer never came: sent again as it was, under the same key, it arrives once. */
  attempt?: Attempt | undefined
}

export type Attempt = { key: string; body: StepBody; written: string }

export const blankDraft: Draft = {
  kind: 'answer',
  visibility: 'public',
  html: '',
  happenedAt: null,
  performer: null,
  minutes: null,
}

/** Returns the part for the writer's other devices; null when there is nothing to keep. */
export function contentOf({ attempt: _, ...content }: Draft): DraftContent | null {
  return isBlank(content.html) ? null : content
}

/** Nothing worth keeping here: neither words nor a call whose answer may still be asked for. */
export const isNothing = ({ html, attempt }: Draft) => isBlank(html) && !attempt

/** Sent: the words go, and with them their key. What follows a note for agents is one too, until one says otherwise. */
export function blankAfter({ visibility }: Draft): Draft {
  return visibility === 'internal' ? { ...blankDraft, kind: 'information', visibility } : blankDraft
}

/** A kind suggests what comes next, and never more than this agent may do to this ticket. */
function suggested(kind: StepKind, visibility: Visibility, can: readonly Status[]): Status | null {
  const next =
    visibility === 'internal' ? null : kind === 'question' ? 'waiting' : kind === 'solution' ? 'resolved' : null
  return next && can.includes(next) ? next : null
}

/** The statuses that this step may bring: closing asks for a solution or a reason that the client sees. */
export function possible(step: Pick<Draft, 'kind' | 'visibility'>, can: readonly Status[]): Status[] {
  return can.filter((status) => missingExplanation(step, status) === null)
}

export function nextOf(draft: Draft, can: readonly Status[]): Status | null {
  const chosen = draft.next === undefined ? suggested(draft.kind, draft.visibility, can) : draft.next
  return chosen && possible(draft, can).includes(chosen) ? chosen : null
}

type Stated = Pick<TicketView, 'version' | 'can'>

/** @param attachmentIds what goes with it, already on the server */
export function bodyOf(draft: Draft, ticket: Stated, attachmentIds: string[] = []): StepBody {
  const to = nextOf(draft, ticket.can.statuses)
  return {
    kind: draft.kind,
    body: draft.html,
    visibility: draft.visibility,
    minutesSpent: draft.minutes,
    ...(draft.happenedAt ? { happenedAt: draft.happenedAt } : {}),
    ...(draft.performer ? { performer: draft.performer } : {}),
    status: to && { to, version: ticket.version },
    ...(attachmentIds.length > 0 ? { attachmentIds } : {}),
  }
}

/** Returns what was sent and never answered, as long as nothing was written since; null when nothing is. */
export function waitingAttempt({ attempt, ...rest }: Draft): Attempt | null {
  if (!attempt) return null
  return attempt.written === JSON.stringify([rest, attempt.body.attachmentIds ?? []]) ? attempt : null
}

/**
 * Returns what to send: the attempt before, word for word, when nothing was written since. The ticket may have moved meanwhile,
 * by that very attempt: the body is not made anew from it.
 */
export function attemptOf(draft: Draft, ticket: Stated, newKey: () => string, attachmentIds: string[] = []): Attempt {
  const { attempt, ...rest } = draft
  const written = JSON.stringify([rest, attachmentIds])
  return attempt?.written === written ? attempt : { key: newKey(), body: bodyOf(draft, ticket, attachmentIds), written }
}
