import type { TicketView } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { refuseConflict } from '../change/changes.ts'
import { type NamedRef, requireWorkers, toNamedRefs } from '../change/links.ts'
import { type LockedTicket, lockOpenTicket, nextVersion } from '../change/lock-ticket.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'
import { canAssign, canLeave, toStated } from '../rights/policy.ts'

/**
 * Sets the assignees; the lead is always one of them. Throws not_found, ticket_closed, forbidden, conflict,
 * cannot_lead.
 */
export async function setAssignees(
  ctx: Ctx<Agent>,
  ticketId: string,
  { version, agentIds }: { version: number; agentIds: string[] },
): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    requireRightToAssign(ctx.actor, ticket, agentIds)
    const before = await listAgents(tx, ticket.assignee_ids)
    const wanted = [...new Set([...(ticket.lead_id ? [ticket.lead_id] : []), ...agentIds])]
    const added = wanted.filter((id) => !before.some((agent) => agent.id === id))
    const kept = before.filter((agent) => wanted.includes(agent.id))
    if (added.length === 0 && kept.length === before.length) return
    await refuseConflict(tx, ctx, ticket, version, ['assignees', 'lead'])
    const after = [...kept, ...(await requireWorkers(tx, added))]
    const next = nextVersion(ticket)
    const assignee_ids = after.map((agent) => agent.id)
    await tx
      .updateTable('ticket')
      .set({ ...next, assignee_ids })
      .where('id', '=', ticket.id)
      .execute()
    await record(tx, ctx, 'ticket.assignees_changed', {
      id: ticket.id,
      version: next.version,
      data: { changes: [{ field: 'assignees', from: toNamedRefs(before), to: toNamedRefs(after) }] },
    })
  })
}

/** Checks the right to change assignees. Removing oneself requires less than assigning others. */
function requireRightToAssign(agent: Agent, ticket: LockedTicket, agentIds: string[]) {
  if (canAssign(agent, toStated(ticket))) return
  const others = ticket.assignee_ids.filter((id) => id !== agent.id)
  const leaves = agentIds.length === others.length && others.every((id) => agentIds.includes(id))
  if (!leaves || !canLeave(agent, toStated(ticket))) throw new AppError('forbidden')
}

/** Includes disabled agents, who may have been assigned before. */
async function listAgents(tx: Tx, ids: string[]): Promise<NamedRef[]> {
  if (ids.length === 0) return []
  return tx.selectFrom('user_account').select(['id', 'name']).where('id', 'in', ids).execute()
}
