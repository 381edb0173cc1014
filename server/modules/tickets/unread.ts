import { type RawBuilder, sql } from 'kysely'
import type { Agent } from '../../platform/context.ts'

/** Joins to `ticket` the version of it that a reader saw last, if any. */
export const seenBy = (reader: Agent) => sql`
  left join ticket_seen seen on seen.agent_id = ${reader.id}::uuid and seen.ticket_id = ticket.id`

/** Whether a ticket is no longer as its reader saw it last. What they did themselves counts too: see isNews(). */
export const hasChanged = (since: RawBuilder<unknown>) => sql<boolean>`
  ticket.updated_at > ${since} and ticket.version > coalesce(seen.version, 0)`

/**
 * Matches the events of a ticket that its reader has not seen: those of others, except the change of an archived team.
 * The index event_of_subject serves it.
 */
export const isNews = (reader: Agent, since: RawBuilder<unknown>) => sql<boolean>`
  event.subject_id = ticket.id and event.version > coalesce(seen.version, 0) and event.at > ${since}
  and event.actor_id is distinct from ${reader.id}::uuid
  and not (event.name = 'ticket.changed' and event.data ? 'silent')`

/** For the columns of a few rows: the events of each ticket that has changed are looked at. */
export function isUnread(reader: Agent): RawBuilder<boolean> {
  const since = sql`(select unread_since from agent where id = ${reader.id}::uuid)`
  return sql<boolean>`(${hasChanged(since)} and exists (select from event where ${isNews(reader, since)}))`
}
