import type { TicketView } from '../../../contract/tickets.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { attachUploads, detach } from '../attachments/index.ts'
import type { Change } from './changes.ts'
import { type LockedTicket, lockOpenTicket, nextVersion } from './lock-ticket.ts'
import { changedTicket } from './ticket-view.ts'

/** Puts files on an open ticket, apart from any step: its client sees them. */
export async function attachToTicket(ctx: Ctx<Agent>, ticketId: string, ids: string[]): Promise<TicketView> {
  return transact(ctx, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const added = await attachUploads(tx, ctx.actor, ids, { ticketId: ticket.id })
    await keepChange(tx, ctx, ticket, 'ticket.attachment_added', { field: 'attachments', from: null, to: added })
    return changedTicket(tx, ctx.actor, ticket.id)
  })
}

export async function detachFromTicket(ctx: Ctx<Agent>, ticketId: string, id: string): Promise<TicketView> {
  return transact(ctx, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const removed = await detach(tx, ticket.id, id)
    await keepChange(tx, ctx, ticket, 'ticket.attachment_removed', { field: 'attachments', from: [removed], to: null })
    return changedTicket(tx, ctx.actor, ticket.id)
  })
}

async function keepChange(
  tx: Tx,
  ctx: Ctx<Agent>,
  ticket: LockedTicket,
  name: 'ticket.attachment_added' | 'ticket.attachment_removed',
  change: Change,
) {
  const next = nextVersion(ticket)
  await tx.updateTable('ticket').set(next).where('id', '=', ticket.id).execute()
  const data = { changes: [change] }
  await record(tx, ctx, name, { subject: 'ticket', id: ticket.id, version: next.version, data })
}
