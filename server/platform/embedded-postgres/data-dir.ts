import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../root.ts'
import { StartupError } from './startup-error.ts'
import { isRoot } from './system-user.ts'

/** Root's folder for the programs that a system user runs, which it could not reach under /root. */
export const rootHome = '/var/lib/guichet'

const cloneDir = fileURLToPath(root)

/**
 * Returns the absolute path of the data folder, which may not exist yet.
 * @param dataDir DATA_DIR of the environment, possibly relative to the current folder; null when unset
 * @param clone folder of the source code; two clones have separate data by default
 */
export function resolveDataDir(dataDir: string | null, clone = cloneDir): string {
  if (dataDir !== null) return path.resolve(dataDir)
  if (!isRoot()) return path.join(clone, 'data')
  const real = realpathSync(clone)
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 8)
  return path.join(rootHome, `${path.basename(real)}-${hash}`)
}

/**
 * Creates the data folder if necessary. PostgreSQL's user may lack access to the folders above: see asSeenFrom().
 * @returns its real path without symbolic links
 * @throws StartupError that says what to do
 */
export async function prepareDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    return await realpath(dataDir)
  } catch (error) {
    throw new StartupError(
      `The data folder ${dataDir} cannot be created: ${messageOf(error)}. Set DATA_DIR to another.`,
    )
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
