import http from 'node:http'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { recordBackup } from '../../server/platform/backup/index.ts'
import { testApp } from '../app.ts'
import { aTicket } from '../factories.ts'

const token = 'scraper-token-of-the-tests'
const { db, base, databaseUrl, administrator } = await testApp(undefined, undefined, { metricsToken: token })

const get = (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers })

/** Sends a Host of its own, which fetch does not allow. */
async function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${base}/metrics`, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    request.on('error', reject)
  })
}

test('the metrics count requests by route and outcome, backlogs and stored bytes', async () => {
  await aTicket(administrator)
  await recordBackup(databaseUrl, 1_000)
  const answer = await get('/metrics')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')])
  const text = await answer.text()
  expect(text).toContain(
    'guichet_http_request_duration_seconds_count{method="POST",route="/api/tickets",status="201"} 1',
  )
  for (const name of [
    'nodejs_eventloop_lag_p99_seconds',
    'guichet_pool_waiting{pool="requests"} 0',
    'guichet_events_undispatched',
    'guichet_jobs{state="failed"} 0',
    'guichet_mails{state="waiting"}',
    'guichet_live_streams 0',
    'guichet_database_bytes',
    'guichet_files_bytes 0',
    'guichet_disk_free_bytes',
    'guichet_backup_age_seconds',
    'guichet_info{version="',
    'guichet_scrape_failures 0',
  ])
    expect(text).toContain(name)
})

test('the metrics are for this machine, and for holders of the token', async () => {
  const elsewhere = { host: 'tickets.example.fr' }
  expect(await statusFor({})).toBe(200)
  expect(await statusFor(elsewhere)).toBe(404)
  expect(await statusFor({ 'x-forwarded-for': '203.0.113.7' })).toBe(404)
  expect(await statusFor({ ...elsewhere, authorization: 'Bearer guess' })).toBe(404)
  expect(await statusFor({ ...elsewhere, authorization: `Bearer ${token}` })).toBe(200)
})

test('behind a public address the metrics need the token, whatever a request looks like', async () => {
  const published = await testApp(undefined, 'https://tickets.example.fr', { metricsToken: token })
  const get = (headers: Record<string, string>) => fetch(`${published.base}/metrics`, { headers })
  expect((await get({})).status).toBe(404)
  expect((await get({ authorization: `Bearer ${token}` })).status).toBe(200)
})

test('readiness names the faulty part', async () => {
  const ready = await get('/readyz')
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', checks: { database: 'ok', migrations: 'ok', dispatcher: 'ok', disk: 'ok' } },
  ])
  await sql`delete from schema_migration where name = (select max(name) from schema_migration)`.execute(db)
  const behind = await get('/readyz')
  expect([behind.status, await behind.json()]).toMatchObject([
    503,
    { status: 'not ready', checks: { database: 'ok', migrations: '1 to come' } },
  ])
})
