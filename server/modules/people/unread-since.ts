import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** From when on an agent has news. */
export async function setUnreadSince(db: Db, agentId: string, at: string): Promise<void> {
  await db
    .updateTable('agent')
    .set({ unread_since: sql<string>`least(${at}::timestamptz, now())` })
    .where('id', '=', agentId)
    .execute()
}

/** What nobody looked at for 30 days is no news any more, which keeps short what must be read to find the rest. */
export async function forgetOldNews(db: Db): Promise<void> {
  await sql`
    update agent set unread_since = now() - interval '30 days'
    where unread_since < now() - interval '30 days'`.execute(db)
}
