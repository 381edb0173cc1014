import { Logger, parseCronItems, run, type Task } from 'graphile-worker'
import type pg from 'pg'
import { openPool } from './database.ts'

export type Schedule = { task: string /** Five cron fields, UTC. */; match: string }

const unlockJobs = `
  select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs where locked_at <= now() - make_interval(mins => $1)))`
/** No task of ours lasts so long, each of its statements being stopped after 15 s. The library's own limit is 4 hours. */
const abandonedAfterMinutes = 5
const lookForAbandonedMs = 60_000

/**
 * Runs the modules' tasks with graphile-worker on a pool of its own; stop() lets running jobs finish. A job that a kill
 * interrupted runs again at once when this process has the database for itself, else after five minutes.
 */
export async function startJobs(options: {
  databaseUrl: string
  alone: boolean
  tasks: Record<string, Task>
  schedules: readonly Schedule[]
  onError: (error: unknown) => void
}): Promise<{ pool: pg.Pool; stop: () => Promise<void> }> {
  const pool = openPool(options.databaseUrl, { max: 4, onError: options.onError })
  await pool.query(unlockJobs, [options.alone ? 0 : abandonedAfterMinutes])
  const logger = new Logger(() => (level, message, meta) => {
    if (level === 'error') options.onError(new Error(message, { cause: meta?.error }))
  })
  const runner = await run({
    pgPool: pool,
    logger,
    taskList: options.tasks,
    parsedCronItems: parseCronItems(options.schedules.map(({ task, match }) => ({ task, match, identifier: task }))),
    concurrency: 3,
    pollInterval: 1_000,
    noHandleSignals: true,
  })
  runner.promise.catch(options.onError)
  const looking = setInterval(() => {
    pool.query(unlockJobs, [abandonedAfterMinutes]).catch(options.onError)
  }, lookForAbandonedMs)
  return {
    pool,
    stop: async () => {
      clearInterval(looking)
      await runner.stop()
      await pool.end()
    },
  }
}
