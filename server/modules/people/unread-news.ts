import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** Sets the time from which changes are news to an agent. */
export async function setUnreadSince(db: Db, agentId: string, at: string): Promise<void> {
  await db
    .updateTable('agent')
    .set({ unread_since: sql<string>`least(${at}::timestamptz, now())` })
    .where('id', '=', agentId)
    .execute()
}

/** Expires unread news after 30 days, which bounds the rows that must be read for the bell. */
export async function expireOldNews(db: Db): Promise<void> {
  await sql`
    update agent set unread_since = now() - interval '30 days'
    where unread_since < now() - interval '30 days'`.execute(db)
}
