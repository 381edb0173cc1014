import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../tests/database.ts'
import type { Job } from './define-job.ts'
import { startJobs } from './jobs.ts'

const { db, url } = await testDatabase()

/** Defines a job that collects its payloads. */
const noting = (name: string): Job<unknown[]> => ({
  name,
  schedule: null,
  run: async (ran, payload) => ran.push(payload),
})

async function jobsRun(alone: boolean, beatMs?: number): Promise<unknown[]> {
  const ran: unknown[] = []
  const jobs = await startJobs({
    databaseUrl: url,
    alone,
    ...(beatMs !== undefined && { beatMs }),
    jobs: [noting('test.note')],
    services: ran,
    onError(error) {
      throw error
    },
  })
  onTestFinished(jobs.stop)
  return ran
}

test('a job interrupted by a kill runs again when no other process can be running it, and waits otherwise', async () => {
  await sql`select graphile_worker.add_job('test.note', '"interrupted"')`.execute(db)
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-killed'`.execute(db)
  const beside = await jobsRun(false)
  await sql`select graphile_worker.add_job('test.note', '"other"')`.execute(db)
  await vi.waitFor(() => expect(beside).toEqual(['other']), 5_000)

  await sql`select graphile_worker.add_job('test.note', '"last"')`.execute(db)
  const alone = await jobsRun(true)
  await vi.waitFor(() => expect([...beside, ...alone].sort()).toEqual(['interrupted', 'last', 'other']), 5_000)
})

test('a job that no other process can be running runs again beside other processes', async () => {
  await sql`select graphile_worker.add_job('test.note', '"abandoned"')`.execute(db)
  await sql`update graphile_worker._private_jobs
    set locked_at = now() - interval '6 minutes', locked_by = 'pool-killed'`.execute(db)
  const beside = await jobsRun(false)
  await vi.waitFor(() => expect(beside).toEqual(['abandoned']), 5_000)
})

test('a job of a process that missed five beats runs again', async () => {
  await sql`insert into job_runner (pool, beats) values ('pool-frozen', 7)`.execute(db)
  await sql`select graphile_worker.add_job('test.note', '"frozen"')`.execute(db)
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-frozen'
    where locked_at is null`.execute(db)
  const start = performance.now()
  const beside = await jobsRun(false, 400)
  await vi.waitFor(() => expect(beside).toEqual(['frozen']), 12_000)
  expect(performance.now() - start).toBeGreaterThan(5 * 400)
  const left = await sql<{ pool: string }>`select pool from job_runner`.execute(db)
  expect(left.rows.map(({ pool }) => pool)).not.toContain('pool-frozen')
})

test('a restart during an outage of the database is retried until jobs run again', async () => {
  const ran: unknown[] = []
  const errors: unknown[] = []
  const jobs = await startJobs({
    databaseUrl: url,
    alone: false,
    jobs: [noting('test.after')],
    services: ran,
    onError: (error) => errors.push(error),
  })
  onTestFinished(jobs.stop)
  await sql`alter table graphile_worker._private_known_crontabs rename to away`.execute(db)
  const restarted = jobs.restart()
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0), 5_000)
  await sql`alter table graphile_worker.away rename to _private_known_crontabs`.execute(db)
  await restarted
  await sql`select graphile_worker.add_job('test.after', '"well"')`.execute(db)
  await vi.waitFor(() => expect(ran).toEqual(['well']), 5_000)
})
