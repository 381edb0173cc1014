import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { type RunAs, runCommand } from './run-command.ts'
import { StartupError } from './startup-error.ts'
import { isRoot, systemUserName } from './system-user.ts'

/** Where root keeps what a system user must reach: under /root, or any folder of mode 0700, it could not. */
export const rootHome = '/var/lib/guichet'

const cloneDir = path.resolve(import.meta.dirname, '../../..')

/**
 * The absolute folder of everything this Guichet keeps; it may not exist yet.
 * @param dataDir the DATA_DIR of the environment, possibly relative to the current folder; null when unset
 * @param clone the folder of the source code; two clones never share their data by default
 */
export function resolveDataDir(dataDir: string | null, clone = cloneDir): string {
  if (dataDir !== null) return path.resolve(dataDir)
  if (!isRoot()) return path.join(clone, 'data')
  const real = realpathSync(clone)
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 8)
  return path.join(rootHome, `${path.basename(real)}-${hash}`)
}

/**
 * Creates the folder when missing and makes sure that PostgreSQL's user can enter it.
 * @returns its real path, free of symbolic links
 * @throws StartupError saying what to do
 */
export async function prepareDataDir(dataDir: string, runAs: RunAs): Promise<string> {
  try {
    const created = await mkdir(dataDir, { recursive: true, mode: 0o700 })
    if (created && runAs) await letThrough(foldersBetween(created, dataDir), runAs)
  } catch (error) {
    throw new StartupError(
      `The data folder ${dataDir} cannot be created: ${messageOf(error)}. Set DATA_DIR to another.`,
    )
  }
  const real = await realpath(dataDir)
  if (runAs) await requireReachable(real, runAs)
  return real
}

/** From the first folder that was created down to the last. */
function foldersBetween(first: string, last: string): string[] {
  return last.length <= first.length ? [last] : [...foldersBetween(first, path.dirname(last)), last]
}

/** The system user passes through, without listing or writing: what else lies there belongs to root. */
async function letThrough(folders: string[], runAs: NonNullable<RunAs>): Promise<void> {
  for (const folder of folders) {
    await chown(folder, 0, runAs.gid)
    await chmod(folder, 0o710)
  }
}

async function requireReachable(dataDir: string, runAs: NonNullable<RunAs>): Promise<void> {
  if (await isReachable(dataDir, runAs)) return
  if (await isOursAlone(dataDir)) await letThrough([dataDir], runAs)
  if (await isReachable(dataDir, runAs)) return
  const closed = await firstClosedFolder(dataDir)
  throw new StartupError(
    `PostgreSQL never runs as root but as the system user "${systemUserName}", who cannot enter ${closed}, ` +
      `so the data cannot be kept in ${dataDir}. Either leave DATA_DIR unset (the data then goes under ${rootHome}), ` +
      `or set it to a folder that everyone may pass through (such as /srv/guichet), or run: chmod o+x ${closed}`,
  )
}

async function isReachable(folder: string, runAs: RunAs): Promise<boolean> {
  try {
    await runCommand('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], runAs)
    return true
  } catch (error) {
    if (!(error instanceof StartupError) || !mayNotBecome(error)) return false
    throw new StartupError(
      `PostgreSQL never runs as root, and this container does not allow to run it as the user "${systemUserName}". ` +
        'Start Guichet as an ordinary user, or set DATABASE_URL.',
      { cause: error },
    )
  }
}

/** The kernel's refusal to change user, which comes before any program runs. */
function mayNotBecome({ cause }: Error): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'EPERM' || cause.code === 'EINVAL')
}

/** Root's own, and empty or Guichet's already (a fresh `mktemp -d` is), so that its mode is ours to set. */
async function isOursAlone(dataDir: string): Promise<boolean> {
  const entries = await readdir(dataDir)
  return (await stat(dataDir)).uid === 0 && (entries.length === 0 || entries.includes('guichet.lock'))
}

async function firstClosedFolder(dataDir: string): Promise<string> {
  const ancestors = [dataDir]
  for (let folder = dataDir; folder !== path.dirname(folder); ) {
    folder = path.dirname(folder)
    ancestors.unshift(folder)
  }
  for (const folder of ancestors) {
    const { mode } = await stat(folder)
    if ((mode & 0o001) === 0) return folder
  }
  return dataDir
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
