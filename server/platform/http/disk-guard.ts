import type { FastifyInstance } from 'fastify'
import { AppError } from '../app-error.ts'
import { diskReserve, freeBytes } from '../monitoring/storage.ts'

const checkIntervalMs = 500
/**
 * Refuses writes with 507 while the disk of the embedded database is almost full; reads continue. PostgreSQL itself would
 * stop at the last byte and fail to start again, even for reading.
 */
export function refuseWritesOnFullDisk(app: FastifyInstance, dataDir: string, alwaysAllowed: RegExp): void {
  let checked = { isFull: false, at: Number.NEGATIVE_INFINITY }

  async function isFull(): Promise<boolean> {
    const now = performance.now()
    if (now - checked.at > checkIntervalMs) checked = { isFull: (await freeBytes(dataDir)) < diskReserve, at: now }
    return checked.isFull
  }

  app.addHook('onRequest', async ({ method, url }) => {
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || alwaysAllowed.test(url)) return
    if (await isFull()) throw new AppError('storage_full')
  })
}
