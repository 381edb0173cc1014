import { type RawBuilder, sql } from 'kysely'
import type { Agent } from '../../../actors.ts'

/** Join of `ticket` with the version that a reader saw last, if any. */
export const joinLastSeen = (reader: Agent) => sql`
  left join ticket_seen seen on seen.agent_id = ${reader.id}::uuid and seen.ticket_id = ticket.id`

/** Condition for tickets changed since their reader saw them, by anybody: see isUnseenEvent(). */
export const hasChangedSince = (since: RawBuilder<unknown>) => sql<boolean>`
  ticket.updated_at > ${since} and ticket.version > coalesce(seen.version, 0)`

/**
 * Condition for events that a ticket's reader has not seen: those of others, except the move out of an archived team.
 * Uses the index event_of_subject.
 */
export const isUnseenEvent = (reader: Agent, since: RawBuilder<unknown>) => sql<boolean>`
  event.subject_id = ticket.id and event.version > coalesce(seen.version, 0) and event.at > ${since}
  and event.actor_id is distinct from ${reader.id}::uuid
  and not (event.name = 'ticket.changed' and event.data ? 'silent')`

/** Column that tells whether a ticket is unread. Reads the events of each changed ticket, so use it for few rows. */
export function isUnread(reader: Agent): RawBuilder<boolean> {
  const since = sql`(select unread_since from agent where id = ${reader.id}::uuid)`
  return sql<boolean>`(${hasChangedSince(since)} and exists (select from event where ${isUnseenEvent(reader, since)}))`
}
