import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { expireOldNews } from '../people/index.ts'

/** Deletes each agent's old news, and seen versions of tickets that have not changed since: they have no effect any more. */
export async function deleteStaleViews(db: Db): Promise<void> {
  await expireOldNews(db)
  await sql`
    delete from ticket_seen using agent, ticket
    where agent.id = ticket_seen.agent_id and ticket.id = ticket_seen.ticket_id
      and ticket.updated_at <= agent.unread_since`.execute(db)
}
