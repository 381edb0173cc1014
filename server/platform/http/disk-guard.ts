import type { FastifyInstance } from 'fastify'
import { AppError } from '../app-error.ts'
import { diskReserve, freeBytes } from '../monitoring/storage.ts'

const checkedEveryMs = 500
/** Signing in and out, so that who looks into it can read. */
const always = /^\/api\/(portal\/)?session/

/**
 * Refuses writes while the disk of the embedded database is almost full: 507, and reads are served. PostgreSQL itself would
 * stop at the last byte, and could not start again to be read.
 */
export function refuseWritesOnFullDisk(app: FastifyInstance, dataDir: string): void {
  let checked = { isFull: false, at: Number.NEGATIVE_INFINITY }

  async function isFull(): Promise<boolean> {
    const now = performance.now()
    if (now - checked.at > checkedEveryMs) checked = { isFull: (await freeBytes(dataDir)) < diskReserve, at: now }
    return checked.isFull
  }

  app.addHook('onRequest', async ({ method, url }) => {
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || always.test(url)) return
    if (await isFull()) throw new AppError('storage_full')
  })
}
