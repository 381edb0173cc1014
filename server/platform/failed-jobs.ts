import { sql } from 'kysely'
import type { FailedJob } from '../../contract/operations.ts'
import { AppError } from './app-error.ts'
import type { Db } from './database.ts'

const listedAtMost = 100

/** Lists jobs whose last try failed, those that are given up included, last tried first. */
export async function listFailedJobs(db: Db): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    select id::text, task_identifier as task, last_error as error, attempts, updated_at as "lastTriedAt",
      case when attempts < max_attempts then run_at end as "nextTryAt"
    from graphile_worker.jobs
    where last_error is not null and locked_at is null
    order by updated_at desc, id desc
    limit ${sql.lit(listedAtMost)}`.execute(db)
  return rows
}

/**
 * Runs a failed job now, with all attempts available again. Throws not_found when it runs, has succeeded or was
 * dismissed.
 */
export async function retryFailedJob(db: Db, id: string): Promise<void> {
  const { rows } = await sql`
    select id from graphile_worker.reschedule_jobs(array(${failedJob(id)}), run_at => now(), attempts => 0)`.execute(db)
  if (rows.length === 0) throw new AppError('not_found')
}

/** Removes a failed job. Throws not_found when it runs, has succeeded or was dismissed. */
export async function dismissFailedJob(db: Db, id: string): Promise<void> {
  const { rows } = await sql`select id from graphile_worker.complete_jobs(array(${failedJob(id)}))`.execute(db)
  if (rows.length === 0) throw new AppError('not_found')
}

const failedJob = (id: string) => sql`
  select id from graphile_worker.jobs where id = ${id}::bigint and last_error is not null and locked_at is null`

/** Removes jobs that were given up 30 days ago. */
export async function removeOldFailedJobs(db: Db): Promise<void> {
  await sql`
    select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where attempts >= max_attempts and updated_at < now() - interval '30 days'))`.execute(db)
}
