import type { DraftContent } from '../../../../contract/drafts.ts'
import type { Status, StepKind, Visibility } from '../../../../contract/enums.ts'
import { missingExplanation } from '../../../../contract/rules/closing.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { isBlank } from '../../../lib/plain-html.ts'
import type { StepBody } from '../changes/requests.ts'

/** Draft of a step, stored until the step is sent. */
export type Draft = DraftContent & {
  /**
   * Last attempt without a response; on this device only. A retry sends the same body with the same key, so that the
   * step is added once.
   */
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

/** Returns the part that is saved on the server; null when the draft is blank. */
export function contentOf({ attempt: _, ...content }: Draft): DraftContent | null {
  return isBlank(content.html) ? null : content
}

/** Whether nothing needs to be stored: neither text nor an attempt without a response. */
export const isEmptyDraft = ({ html, attempt }: Draft) => isBlank(html) && !attempt

/** Returns the blank draft that follows a step. After an internal step, the next one is internal too. */
export function blankAfter({ visibility }: Draft): Draft {
  return visibility === 'internal' ? { ...blankDraft, kind: 'information', visibility } : blankDraft
}

/** Returns the status that the kind suggests, if the agent may set it. */
function suggestStatus(kind: StepKind, visibility: Visibility, can: readonly Status[]): Status | null {
  const next =
    visibility === 'internal' ? null : kind === 'question' ? 'waiting' : kind === 'solution' ? 'resolved' : null
  return next && can.includes(next) ? next : null
}

/** Returns the statuses that the step may set: closing needs a public solution or reason. */
export function listPossibleStatuses(step: Pick<Draft, 'kind' | 'visibility'>, can: readonly Status[]): Status[] {
  return can.filter((status) => missingExplanation(step, status) === null)
}

export function nextOf(draft: Draft, can: readonly Status[]): Status | null {
  const chosen = draft.next === undefined ? suggestStatus(draft.kind, draft.visibility, can) : draft.next
  return chosen && listPossibleStatuses(draft, can).includes(chosen) ? chosen : null
}

type Stated = Pick<TicketView, 'version' | 'can'>

/**
 * Returns the request body of the step.
 * @param attachmentIds uploads that become attachments of the step
 */
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

/** Returns the attempt without a response, unless the draft has changed since; null otherwise. */
export function pendingAttempt({ attempt, ...rest }: Draft): Attempt | null {
  if (!attempt) return null
  return attempt.written === JSON.stringify([rest, attempt.body.attachmentIds ?? []]) ? attempt : null
}

/**
 * Returns the attempt to send. While the draft is unchanged, it is the previous one, word for word: a new body would
 * differ, because that attempt may already have changed the ticket.
 */
export function attemptOf(draft: Draft, ticket: Stated, newKey: () => string, attachmentIds: string[] = []): Attempt {
  const { attempt, ...rest } = draft
  const written = JSON.stringify([rest, attachmentIds])
  return attempt?.written === written ? attempt : { key: newKey(), body: bodyOf(draft, ticket, attachmentIds), written }
}
