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
  /** For `pg`; holds the password. Stays the same while PostgreSQL is restarted, changes from one start to the next. */
  url: string
  /** Absolute. What else Guichet keeps (files, keys) belongs here too. */
  dataDir: string
  /** Cuts the sessions, waits for PostgreSQL's end and frees the folder: call it last, when requests and jobs are done. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that comes with Guichet on a data folder, both created at the first start, and keeps it running.
 * Recovers by itself from any earlier kill. If this process dies without stop(), PostgreSQL survives it until the next start.
 * @param options.dataDir the DATA_DIR of the environment, or null when unset: see resolveDataDir
 * @param options.log receives one line for each thing worth knowing, free of secrets
 * @throws StartupError when the folder is in use, of another version …, its message says what to do
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
