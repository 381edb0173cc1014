import { isOpen } from '../../../../contract/enums.ts'
import { actLimits } from '../../../../contract/limits.ts'
import type { PortalStatusChange, PortalTicket } from '../../../../contract/portal.ts'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import type { Client } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { countAct } from '../../../platform/throttle.ts'
import { transact } from '../../../platform/transact.ts'
import { type LockedTicket, lockTicket } from '../change/lock-ticket.ts'
import { clientRights } from '../rights/policy.ts'
import { applyStatus } from '../status/set-status.ts'
import { insertStep } from '../steps/insert-step.ts'
import { readClientTicket } from './ticket.ts'
import { awaitsClientDecision } from './timeline.ts'

/** Cancels, contests or reopens a ticket. All of them require a reason. */
export async function setStatusAsClient(
  ctx: Ctx<Client>,
  ticketId: string,
  { to, note, version }: PortalStatusChange,
): Promise<PortalTicket> {
  return transact(ctx, async (tx) => {
    await countAct(tx, actLimits.step, ctx.actor.id)
    const ticket = await lockTicket(tx, ctx.actor, ticketId)
    await refuseConflict(tx, ticket, version)
    await refuseAsClient(tx, ticket, to)
    if (note.trim() === '') throw new AppError('reason_required')
    const step = { kind: 'reason', body: textToHtml(note), visibility: 'public', minutesSpent: null } as const
    const stepId = await insertStep(tx, ctx.actor, ticket.id, step)
    await applyStatus(tx, ctx, ticket, { to, until: null, waitingReason: '', stepId })
    return readClientTicket(tx, ctx.actor, { id: ticket.id })
  })
}

/** Throws conflict when the status has changed since the version that the client saw. */
async function refuseConflict(tx: Tx, ticket: LockedTicket, seen: number): Promise<void> {
  if (seen >= ticket.client_status_version && seen <= ticket.client_version) return
  const last = await tx
    .selectFrom('event')
    .leftJoin('user_account', 'user_account.id', 'event.actor_id')
    .leftJoin('contact', 'contact.id', 'event.actor_id')
    .select((row) => row.fn.coalesce('user_account.name', 'contact.name').as('by'))
    .where('event.subject_id', '=', ticket.id)
    .where('event.name', '=', 'ticket.status_changed')
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  throw new AppError('conflict', { fields: ['status'], by: last?.by ?? null })
}

/** Requires an allowed change of status. Throws ticket_closed or transition_refused. */
async function refuseAsClient(
  tx: Tx,
  { id, status, number }: LockedTicket,
  to: PortalStatusChange['to'],
): Promise<void> {
  const told = await tx
    .selectFrom('ticket')
    .select(awaitsClientDecision.as('answered'))
    .where('id', '=', id)
    .executeTakeFirst()
  const can = clientRights(status, told?.answered === true)
  if ({ cancelled: can.cancel, disputed: can.contest, opened: can.reopen }[to]) return
  if (!isOpen(status)) throw new AppError('ticket_closed', { number })
  throw new AppError('transition_refused', { from: status, to })
}
