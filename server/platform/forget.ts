import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from './database.ts'
import { defineJob } from './define-job.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { removeOldFailedJobs } from './failed-jobs.ts'
import { sessionLongestDays } from './identity.ts'

/** Deletes data that has come to the end of its time. */
export type CleanUp = (db: Db) => Promise<unknown>

/** Returns the nightly job that runs the clean-ups of the modules after those of the platform. */
export const cleanUpJob = (cleanUps: readonly CleanUp[]) =>
  defineJob({
    name: 'platform.forget',
    payload: z.object({}),
    schedule: '17 3 * * *',
    run: ({ ctx }) => runCleanUps(ctx.db, [forget, removeOldFailedJobs, ...cleanUps]),
  })

/** Runs each clean-up, also after one that failed. Throws the errors of those that failed. */
export async function runCleanUps(db: Db, cleanUps: readonly CleanUp[]): Promise<void> {
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
