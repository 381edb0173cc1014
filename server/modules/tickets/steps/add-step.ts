import { isOpen } from '../../../../contract/enums.ts'
import { missingExplanation } from '../../../../contract/rules/closing.ts'
import type { NewStep, TicketView } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import { record } from '../../../platform/record.ts'
import { attachUploads } from '../../attachments/index.ts'
import { refuseConflict } from '../change/changes.ts'
import { lockOpenTicket, nextPublicVersion, nextVersion } from '../change/lock-ticket.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'
import { applyStatus, requireTransition } from '../status/set-status.ts'
import { insertStepAndEndDraft } from './insert-step.ts'
import { requireText } from './rich-text.ts'

/** Adds a step together with its change of status, in one transaction and one event. */
export async function addStep(ctx: Ctx<Agent>, ticketId: string, input: NewStep): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    requireContent(input)
    refuseUnexplained(input)
    if (input.status) {
      requireTransition(ctx.actor, ticket, input.status.to)
      await refuseConflict(tx, ctx, ticket, input.status.version, ['status'])
    }
    const stepId = await insertStepAndEndDraft(tx, ctx.actor, ticket.id, input)
    await attachUploads(tx, ctx.actor, input.attachmentIds, { ticketId: ticket.id, stepId })
    if (input.status) {
      await applyStatus(tx, ctx, ticket, { ...input.status, waitingReason: '', stepId })
    } else {
      const next = input.visibility === 'public' ? nextPublicVersion(ticket) : nextVersion(ticket)
      const change = tx.updateTable('ticket').set(next).where('id', '=', ticket.id)
      const data = { stepId, kind: input.kind, visibility: input.visibility }
      const recorded = { id: ticket.id, version: next.version, data } as const
      await record(tx, ctx, 'ticket.step_added', recorded, change)
    }
  })
}

/** Requires text, or files where text is optional. Throws invalid. */
function requireContent({ body, attachmentIds, status }: NewStep): void {
  const closes = status !== null && !isOpen(status.to)
  if (attachmentIds.length === 0 || closes) requireText(body, 'body')
}

/** Throws solution_required or reason_required. */
function refuseUnexplained({ status, ...step }: NewStep) {
  const missing = status && missingExplanation(step, status.to)
  if (missing) throw new AppError(`${missing}_required`)
}
