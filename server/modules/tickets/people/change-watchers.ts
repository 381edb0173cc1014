import { sql } from 'kysely'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { loadActor } from '../../people/index.ts'
import { type NamedRef, requireAgents, toNamedRefs } from '../change/links.ts'
import { type LockedTicket, lockTicket } from '../change/lock-ticket.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'
import { canAssign, toStated, visibleTo } from '../rights/policy.ts'

/**
 * Changes the watchers of a ticket. The ticket gets no new version, and agents watch a closed one themselves. Throws
 * not_found, forbidden, ticket_closed, not_seen_by.
 */
export async function changeWatchers(
  ctx: Ctx<Agent>,
  ticketId: string,
  { add, remove }: { add: string[]; remove: string[] },
): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockTicket(tx, ctx.actor, ticketId)
    refuseForOthers(ctx.actor, ticket, [...add, ...remove])
    const before = await listWatchers(tx, ticket.id)
    const kept = before.filter((agent) => !remove.includes(agent.id))
    const added = await requireAgents(
      tx,
      add.filter((id) => !kept.some((agent) => agent.id === id)),
    )
    for (const agent of added) await requireSight(tx, ticket.id, agent)
    const after = [...kept, ...added]
    if (added.length === 0 && kept.length === before.length) return
    await tx
      .deleteFrom('ticket_watcher')
      .where('ticket_id', '=', ticket.id)
      .where('agent_id', '=', sql<string>`any(${remove}::uuid[])`)
      .execute()
    const rows = added.map(({ id }) => ({ ticket_id: ticket.id, agent_id: id }))
    if (rows.length > 0) await tx.insertInto('ticket_watcher').values(rows).execute()
    await record(tx, ctx, 'ticket.watchers_changed', {
      id: ticket.id,
      data: { changes: [{ field: 'watchers', from: toNamedRefs(before), to: toNamedRefs(after) }] },
    })
  })
}

function refuseForOthers(agent: Agent, ticket: LockedTicket, ids: string[]) {
  if (ids.every((id) => id === agent.id)) return
  if (canAssign(agent, toStated(ticket))) return
  if (!isOpen(ticket.status)) throw new AppError('ticket_closed', { number: ticket.number })
  throw new AppError('forbidden')
}

async function listWatchers(tx: Tx, ticketId: string): Promise<NamedRef[]> {
  return tx
    .selectFrom('ticket_watcher')
    .innerJoin('user_account', 'user_account.id', 'ticket_watcher.agent_id')
    .select(['user_account.id', 'user_account.name'])
    .where('ticket_watcher.ticket_id', '=', ticketId)
    .orderBy('user_account.name')
    .execute()
}

async function requireSight(tx: Tx, ticketId: string, { id, name }: NamedRef): Promise<void> {
  const watcher = await loadActor(tx, id)
  const seen =
    watcher &&
    (await tx.selectFrom('ticket').select('id').where('id', '=', ticketId).where(visibleTo(watcher)).executeTakeFirst())
  if (!seen) throw new AppError('not_seen_by', { name })
}
