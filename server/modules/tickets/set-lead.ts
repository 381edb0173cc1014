import type { TicketView } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { type Named, requireAgents } from './links.ts'
import { type LockedTicket, lockOpenTicket, nextPublicVersion } from './lock-ticket.ts'
import { changedTicket } from './ticket-view.ts'

/**
 * Claim, take over, hand over or release. `from` is the lead the caller saw: whoever comes second is told who has it.
 * Throws not_found, ticket_closed, forbidden, already_claimed.
 */
export async function setLead(
  ctx: Ctx<Agent>,
  ticketId: string,
  { from, to }: { from: string | null; to: string | null },
): Promise<TicketView> {
  return transact(ctx, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    refuseHandingToOthers(ctx.actor, ticket, to)
    if (ticket.lead_id === to) return changedTicket(tx, ctx.actor, ticket.id)
    const former = await findAgent(tx, ticket.lead_id)
    if (ticket.lead_id !== from) throw new AppError('already_claimed', { lead: former })
    const lead = to === null ? null : ((await requireAgents(tx, [to]))[0] ?? null)
    await moveLead(tx, ctx, ticket, former, lead)
    return changedTicket(tx, ctx.actor, ticket.id)
  })
}

/** With tickets.claim alone one takes for oneself, or lets go of one's own. */
function refuseHandingToOthers(agent: Agent, ticket: LockedTicket, to: string | null) {
  if (agent.permissions.has('tickets.assign')) return
  const isOwnAffair = to === agent.id || (to === null && ticket.lead_id === agent.id)
  if (!isOwnAffair) throw new AppError('forbidden')
}

async function moveLead(tx: Tx, ctx: Ctx<Agent>, ticket: LockedTicket, former: Named | null, lead: Named | null) {
  const next = nextPublicVersion(ticket)
  const others = ticket.assignee_ids.filter((id) => id !== lead?.id)
  // Taken over, the former lead stays on it; released, it must leave their work, where an assignment would keep it.
  const assignee_ids = lead ? [lead.id, ...others] : others.filter((id) => id !== former?.id)
  const change = tx
    .updateTable('ticket')
    .set({ ...next, lead_id: lead?.id ?? null, assignee_ids })
    .where('id', '=', ticket.id)
  const name = lead?.id === ctx.actor.id ? 'ticket.claimed' : 'ticket.lead_changed'
  const data = { changes: [{ field: 'lead', from: former, to: lead }] }
  await record(tx, ctx, name, { subject: 'ticket', id: ticket.id, version: next.version, data }, change)
}

async function findAgent(tx: Tx, id: string | null): Promise<Named | null> {
  if (id === null) return null
  const agent = await tx.selectFrom('user_account').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
  return agent ?? null
}
