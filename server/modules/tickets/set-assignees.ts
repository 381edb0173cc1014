import type { TicketView } from '../../../contract/tickets.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { refuseConflict } from './changes.ts'
import { type Named, named, requireAgents } from './links.ts'
import { lockOpenTicket, nextVersion } from './lock-ticket.ts'
import { changedTicket } from './ticket-view.ts'

/** Who works on it. The lead always does. */
export async function setAssignees(
  ctx: Ctx<Agent>,
  ticketId: string,
  { version, agentIds }: { version: number; agentIds: string[] },
): Promise<TicketView> {
  return transact(ctx, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const before = await listAgents(tx, ticket.assignee_ids)
    const wanted = [...new Set([...(ticket.lead_id ? [ticket.lead_id] : []), ...agentIds])]
    const added = wanted.filter((id) => !before.some((agent) => agent.id === id))
    const kept = before.filter((agent) => wanted.includes(agent.id))
    if (added.length === 0 && kept.length === before.length) return changedTicket(tx, ctx.actor, ticket.id)
    await refuseConflict(tx, ctx, ticket, version, ['assignees', 'lead'])
    const after = [...kept, ...(await requireAgents(tx, added))]
    const next = nextVersion(ticket)
    const assignee_ids = after.map((agent) => agent.id)
    await tx
      .updateTable('ticket')
      .set({ ...next, assignee_ids })
      .where('id', '=', ticket.id)
      .execute()
    await record(tx, ctx, 'ticket.assignees_changed', {
      subject: 'ticket',
      id: ticket.id,
      version: next.version,
      data: { changes: [{ field: 'assignees', from: named(before), to: named(after) }] },
    })
    return changedTicket(tx, ctx.actor, ticket.id)
  })
}

/** Disabled ones included: they may have been put on it before. */
async function listAgents(tx: Tx, ids: string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  return tx.selectFrom('user_account').select(['id', 'name']).where('id', 'in', ids).execute()
}
