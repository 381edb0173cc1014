import { isOpen, type Status } from '../../../../contract/enums.ts'
import { explanationOf } from '../../../../contract/rules/closing.ts'
import type { StatusChange, TicketView } from '../../../../contract/tickets.ts'
import type { Actor, Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { refuseConflict } from '../change/changes.ts'
import { type LockedTicket, lockTicket, nextPublicVersion } from '../change/lock-ticket.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'
import { isTransition, maySetStatus } from '../rights/policy.ts'
import { insertStep } from '../steps/insert-step.ts'
import { plainText } from '../steps/rich-text.ts'

/** Sets the status of a ticket and adds the step that the change requires. */
export async function setStatus(ctx: Ctx<Agent>, ticketId: string, change: StatusChange): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockTicket(tx, ctx.actor, ticketId)
    requireTransition(ctx.actor, ticket, change.to)
    await refuseConflict(tx, ctx, ticket, change.version, ['status'])
    const stepId = await explain(tx, ctx, ticket, change)
    await applyStatus(tx, ctx, ticket, { ...change, stepId, waitingReason: plainText(change.note) })
  })
}

/** Requires an allowed change of status. Throws ticket_closed, forbidden or transition_refused. */
export function requireTransition(actor: Actor, ticket: LockedTicket, to: Status): void {
  if (!isOpen(ticket.status) && !isOpen(to)) throw new AppError('ticket_closed', { number: ticket.number })
  if (actor.kind === 'agent' && !maySetStatus(actor, ticket.status, to)) throw new AppError('forbidden')
  if (!isTransition(ticket.status, to)) throw new AppError('transition_refused', { from: ticket.status, to })
}

/** Adds the solution or the reason as a public step. */
async function explain(tx: Tx, ctx: Ctx<Agent>, ticket: LockedTicket, { to, note }: StatusChange) {
  const reopens = !isOpen(ticket.status)
  if (isOpen(to) && !reopens) {
    if (to !== 'waiting' && note !== '')
      throw new AppError('invalid', { fields: [{ path: 'note', problem: 'kept by a step' }] })
    return null
  }
  const kind = explanationOf(to) ?? 'reason'
  if (plainText(note) === '') throw new AppError(`${kind}_required`)
  return insertStep(tx, ctx.actor, ticket.id, { kind, body: note, visibility: 'public', minutesSpent: null })
}

type Applied = { to: Status; until: string | null; waitingReason: string; stepId: string | null }

/** Applies a change of status and records its event. The ticket must be locked and checked. */
export async function applyStatus(tx: Tx, ctx: Ctx, ticket: LockedTicket, applied: Applied): Promise<void> {
  const { to, stepId } = applied
  const waits = to === 'waiting'
  if (applied.until !== null && !waits)
    throw new AppError('invalid', { fields: [{ path: 'until', problem: 'waiting only' }] })
  if (applied.until !== null && Date.parse(applied.until) <= Date.now())
    throw new AppError('invalid', { fields: [{ path: 'until', problem: 'in the past' }] })
  const waitingReason = waits && applied.waitingReason !== '' ? applied.waitingReason : null
  const next = nextPublicVersion(ticket)
  const change = tx
    .updateTable('ticket')
    .set({
      ...next,
      status: to,
      client_status_version: next.client_version,
      waiting_until: applied.until,
      waiting_reason: waitingReason,
      closed_at: isOpen(to) ? null : next.updated_at,
    })
    .where('id', '=', ticket.id)
  const changes = [{ field: 'status' as const, from: ticket.status, to }]
  const { waiting_until, waiting_reason, closed_at } = ticket
  const before = { waitingUntil: waiting_until, waitingReason: waiting_reason, closedAt: closed_at }
  const data = { changes, stepId, until: applied.until, waitingReason, before }
  await record(tx, ctx, 'ticket.status_changed', { id: ticket.id, version: next.version, data }, change)
}
