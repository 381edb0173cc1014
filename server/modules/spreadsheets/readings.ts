import { sql } from 'kysely'
import { z } from 'zod'
import type { Spreadsheet } from '../../../contract/spreadsheets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { defineJob } from '../../platform/define-job.ts'
import { transact } from '../../platform/transact.ts'
import { requireSpreadsheet } from './list-spreadsheets.ts'
import { readSpreadsheet } from './read-spreadsheet.ts'

export const planReadingsJob = defineJob({
  name: 'spreadsheets.plan',
  payload: z.object({}),
  schedule: '* * * * *',
  run: ({ ctx }) => planReadings(ctx.db),
})
export const readJob = defineJob({
  name: 'spreadsheets.read',
  payload: z.object({ id: z.uuid() }),
  run: ({ ctx, dataDir }, payload) => runReading(ctx, dataDir, payload),
})

/** Queue with one worker: servers may answer slowly, and other jobs must not wait for them. */
const queue = 'spreadsheets'

/**
 * Adds one job for each spreadsheet, however often it is requested before it runs. A failed job is not retried; the next
 * plan is.
 */
async function addJobs(db: Db | Tx, which: ReturnType<typeof sql>): Promise<void> {
  await sql`
    select graphile_worker.add_job(${readJob.name}, json_build_object('id', id), queue_name => ${queue},
      max_attempts => 1, job_key => ${readJob.name} || ' ' || id)
    from spreadsheet where ${which} and num_nonnulls(address, file_name) = 1`.execute(db)
}

/** Adds a job for each spreadsheet that is due, or whose requested reading was interrupted. */
async function planReadings(db: Db): Promise<void> {
  await deleteFailedJobs(db)
  await addJobs(db, sql`(asked_at is not null or (not paused and next_read_at <= now()))`)
}

/** Deletes failed jobs. The log has their errors, and the next readings make up for them. */
async function deleteFailedJobs(db: Db): Promise<void> {
  await sql`
    select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where task_identifier = ${readJob.name} and attempts >= max_attempts and locked_at is null))`.execute(db)
}

/** Runs one reading. @param maxMs limit after which another job does the rest */
export async function runReading(ctx: Ctx, dataDir: string, { id }: { id: string }, maxMs?: number): Promise<void> {
  if (await readSpreadsheet(ctx, dataDir, id, maxMs)) await addJobs(ctx.db, sql`id = ${id}::uuid`)
}

/**
 * Requests a reading right away, paused or not. Throws not_found; invalid for a spreadsheet whose rows are sent to us.
 */
export async function requestReading(ctx: Ctx, id: string): Promise<Spreadsheet> {
  return transact(ctx, async (tx) => {
    const { address, fileName } = await requireSpreadsheet(tx, id)
    if (address === null && fileName === null)
      throw new AppError('invalid', { fields: [{ path: 'address', problem: 'required' }] })
    await tx.updateTable('spreadsheet').set({ asked_at: sql`now()` }).where('id', '=', id).execute()
    await addJobs(tx, sql`id = ${id}::uuid`)
    return requireSpreadsheet(tx, id)
  })
}
