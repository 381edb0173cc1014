import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { removeOldFailedJobs } from '../../platform/failed-jobs.ts'

const { db, administrator, hire } = await testApp()

/** Adds a job that fails because its ticket does not exist, and resolves once it has failed. */
async function aFailedJob(maxAttempts: number) {
  const { rows } = await sql<{ id: string }>`
    select id::text from graphile_worker.add_job('tickets.resume-waiting', '{"ticketId": "none"}'::json,
      max_attempts => ${maxAttempts})`.execute(db)
  const id = rows[0]?.id ?? ''
  const job = await vi.waitFor(async () => {
    const found = (await show()).failedJobs.find((one) => one.id === id)
    if (!found) throw new Error('it has not failed yet')
    return found
  }, 10_000)
  return job
}

const show = () => administrator.call(api.operations.show, {})
const idsOfFailed = async () => (await show()).failedJobs.map(({ id }) => id)

test('a failed job is listed with its error, and with its next try until it is given up', async () => {
  const retried = await aFailedJob(5)
  expect(retried).toMatchObject({ task: 'tickets.resume-waiting', attempts: 1, nextTryAt: expect.any(String) })
  expect(retried.error).toContain('uuid')
  expect(await aFailedJob(1)).toMatchObject({ attempts: 1, nextTryAt: null })
})

test('a failed job can be retried on request', async () => {
  const { id, lastTriedAt } = await aFailedJob(1)
  await administrator.call(api.operations.retryJob, { params: { id } })
  await vi.waitFor(async () => {
    const again = (await show()).failedJobs.find((job) => job.id === id)
    expect(again?.attempts).toBe(1)
    expect(again?.lastTriedAt).not.toBe(lastTriedAt)
  }, 10_000)
})

test('a dismissed job leaves the list, and cannot be dismissed or retried again', async () => {
  const { id } = await aFailedJob(1)
  await administrator.call(api.operations.dismissJob, { params: { id } })
  expect(await idsOfFailed()).not.toContain(id)
  expect(await refusal(administrator.call(api.operations.dismissJob, { params: { id } }))).toMatchObject({
    code: 'not_found',
  })
  expect(await refusal(administrator.call(api.operations.retryJob, { params: { id } }))).toMatchObject({
    code: 'not_found',
  })
})

test('jobs that were given up 30 days ago are deleted', async () => {
  const [old, recent] = [await aFailedJob(1), await aFailedJob(1)]
  await sql`update graphile_worker._private_jobs set updated_at = now() - interval '31 days'
    where id = ${old.id}::bigint`.execute(db)
  await removeOldFailedJobs(db)
  const left = await idsOfFailed()
  expect(left).not.toContain(old.id)
  expect(left).toContain(recent.id)
})

test('only administrators see the state of the installation', async () => {
  const { version, database, free, lastBackup } = await show()
  expect({ version, lastBackup }).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), lastBackup: null })
  expect(Math.min(database, free)).toBeGreaterThan(1_000_000)
  const technician = await hire('technician')
  expect(await refusal(technician.call(api.operations.show, {}))).toMatchObject({ code: 'forbidden' })
})
