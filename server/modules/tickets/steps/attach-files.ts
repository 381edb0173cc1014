import type { Visibility } from '../../../../contract/enums.ts'
import type { TicketChange } from '../../../../contract/event-data/ticket.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { attachUploads, detach } from '../../attachments/index.ts'
import { type LockedTicket, lockOpenTicket, nextPublicVersion, nextVersion } from '../change/lock-ticket.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'

/** Attaches files to an open ticket itself, not to a step. Its clients see them. */
export async function attachToTicket(ctx: Ctx<Agent>, ticketId: string, ids: string[]): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const added = await attachUploads(tx, ctx.actor, ids, { ticketId: ticket.id })
    const change = { field: 'attachments', from: null, to: added } as const
    await keepChange(tx, ctx, ticket, 'ticket.attachment_added', { changes: [change] })
  })
}

export async function detachFromTicket(ctx: Ctx<Agent>, ticketId: string, id: string): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const { visibility, ...removed } = await detach(tx, ticket.id, id)
    const change = { field: 'attachments' as const, from: [removed], to: null }
    await keepChange(tx, ctx, ticket, 'ticket.attachment_removed', { changes: [change], visibility })
  })
}

async function keepChange(
  tx: Tx,
  ctx: Ctx<Agent>,
  ticket: LockedTicket,
  name: 'ticket.attachment_added' | 'ticket.attachment_removed',
  data: { changes: TicketChange[]; visibility?: Visibility },
) {
  const next = data.visibility === 'internal' ? nextVersion(ticket) : nextPublicVersion(ticket)
  await tx.updateTable('ticket').set(next).where('id', '=', ticket.id).execute()
  await record(tx, ctx, name, { id: ticket.id, version: next.version, data })
}
