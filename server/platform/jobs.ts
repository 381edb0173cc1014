import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type CronItem, Logger, parseCronItems, type Runner, run, type Task, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { openPool } from './database.ts'
import type { Job } from './define-job.ts'
import { startHeartbeat } from './job-heartbeat.ts'

const unlockJobs = `
  select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs where locked_at <= now() - make_interval(mins => $1)))`
/**
 * Age after which a job counts as abandoned. None takes that long, since its statements time out after 15 s. The
 * library's own limit is 4 hours.
 */
const abandonedAfterMinutes = 5
const lookForAbandonedMs = 60_000
const beatMs = 4_000
const startAgainMs = 1_000

/**
 * Statement after the clock was set back: due jobs, retries and locks count from now instead of waiting until the old
 * time comes again. A job planned for a date keeps it.
 */
const leaveFuture = `
  update graphile_worker._private_jobs
  set run_at = case
      when run_at <= greatest(created_at, updated_at) then now()
      when attempts > 0 then now() + (run_at - updated_at)
      else run_at
    end,
    locked_at = least(locked_at, now()), created_at = least(created_at, now()), updated_at = least(updated_at, now())
  where greatest(created_at, updated_at, locked_at) > now() + interval '1 minute'`
const leaveFutureSchedules = `
  update graphile_worker._private_known_crontabs
  set last_execution = date_trunc('minute', now()) where last_execution > now() + interval '1 minute'`

/**
 * Runs the modules' jobs with graphile-worker on a pool of its own; stop() lets running jobs finish. A job interrupted
 * by a kill runs again at once when no other process uses the database, else when the beats of the killed or frozen
 * process have stopped for 20 s, or after five minutes. restart() resumes the schedules from the current time after a
 * change of the clock.
 */
export async function startJobs<Services>(options: {
  databaseUrl: string
  alone: boolean
  jobs: readonly Job<Services>[]
  services: Services
  /** Milliseconds between two beats of a process. */
  beatMs?: number
  onError: (error: unknown) => void
}): Promise<{ pool: pg.Pool; restart: () => Promise<void>; stop: () => Promise<void> }> {
  const pool = openPool(options.databaseUrl, { max: 4, onError: options.onError })
  await pool.query(unlockJobs, [options.alone ? 0 : abandonedAfterMinutes])
  const logger = new Logger(() => (level, message, meta) => {
    if (level === 'error') options.onError(new Error(message, { cause: meta?.error }))
  })

  let poolId: string | null = null
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    poolId = workerPool.id
  })

  async function startRunner(): Promise<Runner> {
    await pool.query(leaveFuture)
    await pool.query(leaveFutureSchedules)
    const runner = await run({
      pgPool: pool,
      logger,
      taskList: tasksOf(options),
      parsedCronItems: parseCronItems(options.jobs.flatMap(scheduleOnce)),
      concurrency: 3,
      pollInterval: 1_000,
      noHandleSignals: true,
      events,
    })
    runner.promise.catch(options.onError)
    return runner
  }

  let runner: Runner | null = await startRunner()
  let restarting = Promise.resolve()
  let isStopped = false

  /** A runner that ended by itself has stopped already. */
  const stopRunner = () => runner?.stop().catch(options.onError)

  /** Retries until the database responds: a machine that wakes up has lost its connections. */
  async function startAgain(): Promise<void> {
    await stopRunner()
    runner = null
    while (!isStopped && runner === null) {
      runner = await startRunner().catch((error) => {
        options.onError(error)
        return null
      })
      if (runner === null) await delay(startAgainMs)
    }
  }

  const heartbeat = startHeartbeat(pool, () => poolId, options.beatMs ?? beatMs, options.onError)
  const looking = setInterval(() => {
    pool.query(unlockJobs, [abandonedAfterMinutes]).catch(options.onError)
  }, lookForAbandonedMs)
  return {
    pool,
    restart() {
      restarting = restarting.then(startAgain)
      return restarting
    },
    stop: async () => {
      isStopped = true
      clearInterval(looking)
      await restarting
      await stopRunner()
      await heartbeat.stop()
      await pool.end()
    },
  }
}

/** Adds one job for each schedule, however many minutes the clock jumped over. */
function scheduleOnce({ name, schedule }: Job<never>): CronItem[] {
  if (schedule === null) return []
  const options = { jobKey: name, jobKeyMode: 'preserve_run_at' } as const
  return [{ task: name, match: schedule, identifier: name, options }]
}

function tasksOf<Services>({ jobs, services }: { jobs: readonly Job<Services>[]; services: Services }) {
  const tasks: Record<string, Task> = {}
  for (const { name, run } of jobs)
    tasks[name] = async (payload) => {
      await run(services, payload)
    }
  return tasks
}
