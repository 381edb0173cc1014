import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { resolveDataDir } from './data-dir.ts'
import { isInstanceLocked } from './instance-lock.ts'

/**
 * Returns the URL of the PostgreSQL that a running Guichet uses on a data folder, for commands beside the server. Returns
 * null when none runs; the command may then start PostgreSQL itself.
 * @param dataDir DATA_DIR of the environment, or null when unset
 */
export async function findRunningPostgres(dataDir: string | null): Promise<string | null> {
  const folder = resolveDataDir(dataDir)
  if (!isInstanceLocked(folder)) return null
  return (await readFile(path.join(folder, 'postgres', 'url'), 'utf8')).trim()
}
