import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Env } from '../env.ts'
import { findRunningPostgres, resolveDataDir, startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'

export type InstalledDatabase = {
  url: string
  dataDir: string
  /** Whether a Guichet uses it, as far as this process can tell. */
  inUse: boolean
  close(): Promise<void>
}

/**
 * Opens the installation's database: the one of DATABASE_URL, that of a running Guichet, or else the embedded one,
 * which it starts.
 */
export async function openInstalled(env: Env): Promise<InstalledDatabase> {
  const dataDir = resolveDataDir(env.DATA_DIR ?? null)
  const close = async () => {}
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, dataDir, inUse: true, close }
  if (!existsSync(path.join(dataDir, 'postgres'))) throw new Error(`There is no Guichet in ${dataDir}: set DATA_DIR.`)
  const url = await findRunningPostgres(env.DATA_DIR ?? null).catch(() => {
    throw new Error('Guichet is starting or stopping: try again in a minute.')
  })
  if (url !== null) return { url, dataDir, inUse: true, close }
  const started = await startEmbeddedPostgres({ dataDir, log() {} })
  return { url: started.url, dataDir, inUse: false, close: () => started.stop() }
}
