import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { AppError } from '../app-error.ts'
import type { Db } from '../database.ts'

const patienceMs = 3_000

/** 200 when the process answers and its database too, else 503. */
export function serveHealth(app: FastifyInstance, db: Db): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const late = new Promise((_, reject) => setTimeout(reject, patienceMs, new AppError('unavailable')).unref())
    await Promise.race([sql`select 1`.execute(db), late]).catch(() => {
      throw new AppError('unavailable')
    })
    return reply.header('cache-control', 'no-store').send({ status: 'ok' })
  })
}
