import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** Deletes expired tokens, and former secrets after the transition of a renewal. */
export async function deleteExpiredSiteTokens(db: Db): Promise<void> {
  await db.deleteFrom('spent_site_token').where('expires_at', '<', sql<string>`now()`).execute()
  await db
    .updateTable('website')
    .set({ former_secret: null, former_until: null })
    .where('former_until', '<', sql<string>`now()`)
    .execute()
}
