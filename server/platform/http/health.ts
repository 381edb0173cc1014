import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type pg from 'pg'
import { AppError } from '../app-error.ts'
import type { Db } from '../database.ts'
import { type AppliedMigration, listMissingMigrations } from '../migrate.ts'
import { readBacklog } from '../monitoring/backlog.ts'
import { freeBytes } from '../monitoring/storage.ts'

const timeoutMs = 3_000
const maxEventAgeSeconds = 30
const minFreeBytes = 200_000_000

/** Serves GET /healthz: 200 when the process and its database respond, else 503. */
export function serveHealth(app: FastifyInstance, db: Db): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const fault = await runCheck(async () => {
      await sql`select 1`.execute(db)
      return null
    })
    if (fault !== null) throw new AppError('unavailable')
    return reply.header('cache-control', 'no-store').send({ status: 'ok' })
  })
}

/** Check that returns a short description of a fault, or null. */
type Check = () => Promise<string | null>

/**
 * Serves GET /readyz: 200 when the database, its migrations, the dispatcher and the disk are healthy, else 503 with the
 * names of the failed checks.
 */
export function serveReadiness(app: FastifyInstance, pool: pg.Pool, dataDir: string): void {
  const checks: Record<string, Check> = {
    async database() {
      await pool.query('select 1')
      return null
    },
    async migrations() {
      const { rows } = await pool.query<AppliedMigration>('select name, hash from schema_migration')
      const missing = await listMissingMigrations(rows, 'The database')
      return missing.length > 0 ? `${missing.length} to come` : null
    },
    async dispatcher() {
      const { events } = await readBacklog(pool)
      if (events.oldestSeconds < maxEventAgeSeconds) return null
      return `the oldest event has waited for ${Math.round(events.oldestSeconds)} s`
    },
    async disk() {
      const free = await freeBytes(dataDir)
      return free < minFreeBytes ? `${Math.round(free / 1_000_000)} MB left` : null
    },
  }
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const faults = await Promise.all(Object.values(checks).map(runCheck))
    const states = Object.keys(checks).map((name, at) => [name, faults[at] ?? 'ok'])
    const ready = faults.every((fault) => fault === null)
    const body = { status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(states) }
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(body)
  })
}

/** Runs a check and returns its fault. Reports an error or a timeout of 3 s without details. */
async function runCheck(check: Check): Promise<string | null> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve('no answer'), timeoutMs)
  const fault = await Promise.race([check(), late]).catch(() => 'it failed')
  clearTimeout(timer)
  return fault
}
