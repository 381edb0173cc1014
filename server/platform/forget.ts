import { sql } from 'kysely'
import type { Db } from './database.ts'

export const forgetTask = 'platform.forget'

/**
 * What serves nobody any more: sessions, links and proofs that have expired, and the answers to keyed requests. A request is
 * repeated within minutes, a draft within days: answers are kept for 30 of them.
 */
export async function forget(db: Db): Promise<void> {
  await db.deleteFrom('idempotency_key').where('created_at', '<', sql<string>`now() - interval '30 days'`).execute()
  await db.deleteFrom('user_session').where('expires_at', '<', sql<string>`now()`).execute()
  await db.deleteFrom('access_link').where('expires_at', '<', sql<string>`now()`).execute()
  await db.deleteFrom('user_verification').where('expires_at', '<', sql<string>`now()`).execute()
}
