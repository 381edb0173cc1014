import { sql } from 'kysely'
import type { LiveSeen } from '../../../contract/unread.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { notifyOwnPages } from '../../platform/live/own-pages.ts'
import { visibleTo } from '../tickets/index.ts'

/**
 * Notes that an agent has seen a version of a ticket. The version never decreases, so repeating it has no effect; nothing is
 * stored for a ticket whose last change is too old to be news. No event: only the agent's own open pages are notified.
 * Throws not_found.
 */
export async function seeTicket({ db, actor }: Ctx<Agent>, ticketId: string, version: number): Promise<undefined> {
  const { rows } = await sql<{ seen: number; isNew: boolean }>`
    with looked_at as (
      select id, least(${version}::integer, version) as version, updated_at from ticket
      where id = ${ticketId}::uuid and ${visibleTo(actor)}),
    kept as (
      insert into ticket_seen as known (agent_id, ticket_id, version)
      select agent.id, looked_at.id, looked_at.version
      from looked_at join agent on agent.id = ${actor.id}::uuid and agent.unread_since < looked_at.updated_at
      on conflict (agent_id, ticket_id) do update set version = excluded.version
      where known.version < excluded.version
      returning version)
    select version as seen, exists (select from kept) as "isNew" from looked_at`.execute(db)
  const [looked] = rows
  if (!looked) throw new AppError('not_found')
  if (!looked.isNew) return
  const message: LiveSeen = { id: ticketId, version: looked.seen }
  await notifyOwnPages(db, { to: actor.id, event: 'seen', message })
}
