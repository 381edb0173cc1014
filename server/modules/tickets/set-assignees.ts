import type { TicketView } from '../../../contract/tickets.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { refuseConflict } from './changes.ts'
import { named, requireAgents } from './links.ts'
import { lockOpenTicket, nextVersion } from './lock-ticket.ts'
import { ticketView } from './ticket-view.ts'

/** Who works on it. The lead always does. */
export async function setAssignees(
  ctx: Ctx<Agent>,
  ticketId: string,
  { version, agentIds }: { version: number; agentIds: string[] },
): Promise<TicketView> {
  return transact(ctx, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const before = await listAssignees(tx, ticket.id)
    const wanted = [...new Set([...(ticket.lead_id ? [ticket.lead_id] : []), ...agentIds])]
    const added = wanted.filter((id) => !before.some((agent) => agent.id === id))
    const kept = before.filter((agent) => wanted.includes(agent.id))
    if (added.length === 0 && kept.length === before.length) return ticketView(tx, ctx.actor, { id: ticket.id })
    await refuseConflict(tx, ctx, ticket, version, ['assignees'])
    const after = [...kept, ...(await requireAgents(tx, added))]
    await replaceAssignees(tx, ticket.id, after)
    const next = nextVersion(ticket)
    await tx.updateTable('ticket').set(next).where('id', '=', ticket.id).execute()
    await record(tx, ctx, 'ticket.assignees_changed', {
      subject: 'ticket',
      id: ticket.id,
      version: next.version,
      data: { changes: [{ field: 'assignees', from: named(before), to: named(after) }] },
    })
    return ticketView(tx, ctx.actor, { id: ticket.id })
  })
}

async function listAssignees(tx: Tx, ticketId: string) {
  return tx
    .selectFrom('ticket_assignee')
    .innerJoin('user_account', 'user_account.id', 'ticket_assignee.agent_id')
    .select(['user_account.id', 'user_account.name'])
    .where('ticket_id', '=', ticketId)
    .execute()
}

async function replaceAssignees(tx: Tx, ticketId: string, agents: { id: string }[]) {
  await tx.deleteFrom('ticket_assignee').where('ticket_id', '=', ticketId).execute()
  if (agents.length === 0) return
  await tx
    .insertInto('ticket_assignee')
    .values(agents.map((agent) => ({ ticket_id: ticketId, agent_id: agent.id })))
    .execute()
}
