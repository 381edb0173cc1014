import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findPostgresOn } from '../server/platform/embedded-postgres/find-postgres.ts'
import { findRunningPostgres, startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'

/** Folder that other users may enter, as root too: a PostgreSQL of the host is tested here. */
const parent = process.geteuid?.() === 0 ? '/var/lib' : tmpdir()
const prefix = 'guichet-test-'

/** Creates a DATA_DIR; removeDataDir() removes it. */
export function makeDataDir(): Promise<string> {
  return mkdtemp(path.join(parent, prefix))
}

/** Removes a data folder, and stops the PostgreSQL that a killed Guichet left running on it. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const orphans = await findPostgresOn(path.join(dataDir, 'postgres', 'cluster')).catch(() => [])
  if (orphans.length > 0) await stopOrphan(dataDir).catch(() => {})
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

/** Starting on the folder of a killed run stops what it left running. */
async function stopOrphan(dataDir: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  await postgres.stop()
}

/** Removes the data of runs that were killed ten minutes ago or more. */
export async function removeForgottenDataDirs(): Promise<void> {
  const tenMinutesAgo = Date.now() - 600_000
  for (const name of await readdir(parent)) {
    const dataDir = path.join(parent, name)
    if (!name.startsWith(prefix)) continue
    // Another run may just have removed it.
    const found = await stat(dataDir).catch(() => null)
    if (!found || found.mtimeMs > tenMinutesAgo) continue
    if ((await findRunningPostgres(dataDir).catch(() => null)) === null) await removeDataDir(dataDir)
  }
}
