import type { TicketView } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { type NamedRef, requireWorkers } from '../change/links.ts'
import { type LockedTicket, lockOpenTicket, nextPublicVersion, nextVersion } from '../change/lock-ticket.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'
import { canAssign, toStated } from '../rights/policy.ts'
import { insertStep } from '../steps/insert-step.ts'
import { requireText } from '../steps/rich-text.ts'

/**
 * Claims, takes over, hands over or releases a ticket. `from` is the lead that the caller saw; the second of two
 * claimers gets already_claimed with the name of the lead. A note becomes an internal instruction. Throws not_found,
 * ticket_closed, forbidden, already_claimed, cannot_lead.
 */
export async function setLead(
  ctx: Ctx<Agent>,
  ticketId: string,
  { from, to, note }: { from: string | null; to: string | null; note: string },
): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    requireRightToSetLead(ctx.actor, ticket, to)
    if (ticket.lead_id === to) return
    const [former, [lead = null]] = await Promise.all([
      findAgent(tx, ticket.lead_id),
      requireWorkers(tx, to === null || ticket.lead_id !== from ? [] : [to]),
    ])
    if (ticket.lead_id !== from) throw new AppError('already_claimed', { lead: former })
    await moveLead(tx, ctx, ticket, former, lead)
    if (note.trim() !== '') await leaveNote(tx, ctx, ticket, note)
  })
}

/** Checks the right to change the lead. Agents who may claim can also release their own tickets. */
function requireRightToSetLead(agent: Agent, ticket: LockedTicket, to: string | null) {
  const isOwnAffair = to === agent.id || (to === null && ticket.lead_id === agent.id)
  if (!isOwnAffair && !canAssign(agent, toStated(ticket))) throw new AppError('forbidden')
}

async function moveLead(tx: Tx, ctx: Ctx<Agent>, ticket: LockedTicket, former: NamedRef | null, lead: NamedRef | null) {
  const next = nextPublicVersion(ticket)
  const others = ticket.assignee_ids.filter((id) => id !== lead?.id)
  // After a takeover the former lead stays assigned. After a release they do not: the ticket would stay in their list.
  const assignee_ids = lead ? [lead.id, ...others] : others.filter((id) => id !== former?.id)
  const change = tx
    .updateTable('ticket')
    .set({ ...next, lead_id: lead?.id ?? null, assignee_ids })
    .where('id', '=', ticket.id)
  const name = lead?.id === ctx.actor.id ? 'ticket.claimed' : 'ticket.lead_changed'
  const before = { assigneeIds: ticket.assignee_ids }
  const data = { changes: [{ field: 'lead' as const, from: former, to: lead }], before }
  await record(tx, ctx, name, { id: ticket.id, version: next.version, data }, change)
}

async function leaveNote(tx: Tx, ctx: Ctx<Agent>, { id, version }: LockedTicket, note: string) {
  requireText(note, 'note')
  const step = { kind: 'instruction', visibility: 'internal', body: note, minutesSpent: null } as const
  const stepId = await insertStep(tx, ctx.actor, id, step)
  const next = nextVersion({ version: version + 1 })
  const change = tx.updateTable('ticket').set(next).where('id', '=', id)
  const data = { stepId, kind: step.kind, visibility: step.visibility }
  await record(tx, ctx, 'ticket.step_added', { id, version: next.version, data }, change)
}

async function findAgent(tx: Tx, id: string | null): Promise<NamedRef | null> {
  if (id === null) return null
  const agent = await tx.selectFrom('user_account').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
  return agent ?? null
}
