import { sql } from 'kysely'
import type { Db } from './database.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { sessionLongestDays } from './identity.ts'

export const forgetTask = 'platform.forget'

/** Runs each clean-up, also after one that failed. Throws the errors of those that failed. */
export async function forgetEach(db: Db, cleanUps: readonly ((db: Db) => Promise<unknown>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const cleanUp of cleanUps) await cleanUp(db).catch((error) => errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, 'Some old data was not deleted')
}

/**
 * Deletes expired sessions, links and proofs, failed attempts after a day, and replies to keyed requests after 30 days:
 * a request is repeated within minutes, a draft within days.
 */
export async function forget(db: Db): Promise<void> {
  await deleteInBatches(db, 'idempotency_key', sql`created_at < now() - interval '30 days'`)
  await deleteInBatches(
    db,
    'user_session',
    sql`expires_at < now() or created_at < now() - ${sessionLongestDays} * interval '1 day'`,
  )
  await deleteInBatches(db, 'access_link', sql`expires_at < now()`)
  await deleteInBatches(db, 'throttle', sql`last_failed_at < now() - interval '1 day'`)
  await deleteInBatches(db, 'user_verification', sql`expires_at < now()`)
}
