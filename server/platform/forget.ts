import { sql } from 'kysely'
import type { Db } from './database.ts'
import { sessionLongestDays } from './identity.ts'

export const forgetTask = 'platform.forget'

/**
 * Deletes expired sessions, links and proofs, failed attempts after a day, and replies to keyed requests after 30 days:
 * a request is repeated within minutes, a draft within days.
 */
export async function forget(db: Db): Promise<void> {
  await db.deleteFrom('idempotency_key').where('created_at', '<', sql<string>`now() - interval '30 days'`).execute()
  await db
    .deleteFrom('user_session')
    .where(sql<boolean>`expires_at < now() or created_at < now() - ${sessionLongestDays} * interval '1 day'`)
    .execute()
  await db.deleteFrom('access_link').where('expires_at', '<', sql<string>`now()`).execute()
  await db.deleteFrom('throttle').where('last_failed_at', '<', sql<string>`now() - interval '1 day'`).execute()
  await db.deleteFrom('user_verification').where('expires_at', '<', sql<string>`now()`).execute()
}
