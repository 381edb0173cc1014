import { sql } from 'kysely'
import type { Db } from './database.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { sessionMaxDays } from './identity.ts'

export const cleanupTask = 'platform.forget'

/** Runs each cleanup, even after a failed one. Throws the errors together at the end. */
export async function runCleanups(db: Db, cleanups: readonly ((db: Db) => Promise<unknown>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const cleanup of cleanups) await cleanup(db).catch((error) => errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, 'Some old data was not deleted')
}

/**
 * Deletes expired sessions, links and proofs, failed attempts after a day, and stored responses after 30 days: requests are
 * repeated within minutes, drafts within days.
 */
export async function deleteExpiredData(db: Db): Promise<void> {
  await deleteInBatches(db, 'idempotency_key', sql`created_at < now() - interval '30 days'`)
  await deleteInBatches(
    db,
    'user_session',
    sql`expires_at < now() or created_at < now() - ${sessionMaxDays} * interval '1 day'`,
  )
  await deleteInBatches(db, 'access_link', sql`expires_at < now()`)
  await deleteInBatches(db, 'throttle', sql`last_failed_at < now() - interval '1 day'`)
  await deleteInBatches(db, 'user_verification', sql`expires_at < now()`)
}
