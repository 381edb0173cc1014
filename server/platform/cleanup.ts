import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from './database.ts'
import { defineJob } from './define-job.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { removeOldFailedJobs } from './failed-jobs.ts'
import { sessionMaxDays } from './identity.ts'

/** Deletion of data that has come to the end of its retention. */
export type Cleanup = (db: Db) => Promise<unknown>

/** Returns the nightly job that runs the cleanups of the modules after those of the platform. */
export const cleanupJob = (cleanups: readonly Cleanup[]) =>
  defineJob({
    name: 'platform.forget',
    payload: z.object({}),
    schedule: '17 3 * * *',
    run: ({ ctx }) => runCleanups(ctx.db, [deleteExpiredData, removeOldFailedJobs, ...cleanups]),
  })

/** Runs each cleanup, even after a failed one. Throws the errors together at the end. */
export async function runCleanups(db: Db, cleanups: readonly Cleanup[]): Promise<void> {
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
