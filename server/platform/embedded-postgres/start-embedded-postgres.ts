import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { requireBinaries } from './binaries.ts'
import { requireCluster } from './cluster.ts'
import { prepareDataDir, resolveDataDir } from './data-dir.ts'
import { chooseEndpoint, connectionUrl } from './endpoint.ts'
import { lockInstance } from './instance-lock.ts'
import { keepAlive } from './keep-alive.ts'
import { requireSystemUser } from './system-user.ts'

export type EmbeddedPostgres = {
  /** URL with the password for `pg`. It stays the same while PostgreSQL restarts, and changes at each start of Guichet. */
  url: string
  /** Absolute path of the folder, where files and keys belong too. */
  dataDir: string
  /** Cuts sessions, waits for PostgreSQL to end and unlocks the folder. Call it last, after requests and jobs. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that comes with Guichet on a data folder, creating both at the first start, and keeps it running.
 * Recovers by itself from an earlier kill. If this process dies without stop(), PostgreSQL runs until the next start.
 * @param options.dataDir DATA_DIR of the environment, or null when unset: see resolveDataDir
 * @param options.log receives one line for each notable event, without secrets
 * @throws StartupError that says what to do, for example when the folder is in use or of another version
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string | null
  log: (line: string) => void
}): Promise<EmbeddedPostgres> {
  const runAs = await requireSystemUser()
  const dataDir = await prepareDataDir(resolveDataDir(options.dataDir))
  const lock = lockInstance(dataDir)
  try {
    const binaries = await requireBinaries(runAs)
    const cluster = await requireCluster(dataDir, binaries, runAs)
    const endpoint = await chooseEndpoint(cluster)
    const server = await keepAlive({ cluster, binaries, endpoint }, options.log)
    const url = connectionUrl(cluster, endpoint)
    const urlFile = path.join(cluster.home, 'url')
    await writeFile(urlFile, `${url}\n`, { mode: 0o600 })
    return {
      url,
      dataDir,
      async stop() {
        await server.stop()
        await rm(urlFile, { force: true })
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
