import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type pg from 'pg'
import { AppError } from '../app-error.ts'
import type { Db } from '../database.ts'
import { type AppliedMigration, missingAfter } from '../migrate.ts'
import { readBacklog } from '../monitoring/backlog.ts'
import { freeBytes } from '../monitoring/storage.ts'

const timeoutMs = 3_000
const longestEventSeconds = 30
const leastFreeBytes = 200_000_000

/** Serves GET /healthz: 200 when the process and its database answer, else 503. */
export function serveHealth(app: FastifyInstance, db: Db): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const fault = await faultOf(async () => {
      await sql`select 1`.execute(db)
      return null
    })
    if (fault !== null) throw new AppError('unavailable')
    return reply.header('cache-control', 'no-store').send({ status: 'ok' })
  })
}

/** A check returns what is wrong, in a few words, or null. */
type Check = () => Promise<string | null>

/**
 * Serves GET /readyz: 200 when the database, its migrations, the dispatcher and the disk are well, else 503; names what is
 * not.
 */
export function serveReadiness(app: FastifyInstance, pool: pg.Pool, dataDir: string): void {
  const checks: Record<string, Check> = {
    async database() {
      await pool.query('select 1')
      return null
    },
    async migrations() {
      const { rows } = await pool.query<AppliedMigration>('select name, hash from schema_migration')
      const missing = await missingAfter(rows, 'The database')
      return missing.length > 0 ? `${missing.length} to come` : null
    },
    async dispatcher() {
      const { events } = await readBacklog(pool)
      if (events.oldestSeconds < longestEventSeconds) return null
      return `the oldest event has waited for ${Math.round(events.oldestSeconds)} s`
    },
    async disk() {
      const free = await freeBytes(dataDir)
      return free < leastFreeBytes ? `${Math.round(free / 1_000_000)} MB left` : null
    },
  }
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const faults = await Promise.all(Object.values(checks).map(faultOf))
    const states = Object.keys(checks).map((name, at) => [name, faults[at] ?? 'ok'])
    const ready = faults.every((fault) => fault === null)
    const body = { status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(states) }
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(body)
  })
}

/** Returns what a check found wrong. A check that fails, or gives no answer within 3 s, says no more than that. */
async function faultOf(check: Check): Promise<string | null> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve('no answer'), timeoutMs)
  const fault = await Promise.race([check(), late]).catch(() => 'it failed')
  clearTimeout(timer)
  return fault
}
