import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { resolveDataDir } from './data-dir.ts'
import { isInstanceLocked } from './instance-lock.ts'

/**
 * For a command run beside the server: the URL of the PostgreSQL of the Guichet that runs on a data folder now;
 * null when none does, and the command may then start PostgreSQL itself.
 * @param dataDir the DATA_DIR of the environment, or null when unset
 */
export async function findRunningPostgres(dataDir: string | null): Promise<string | null> {
  const folder = resolveDataDir(dataDir)
  if (!isInstanceLocked(folder)) return null
  return (await readFile(path.join(folder, 'postgres', 'url'), 'utf8')).trim()
}
