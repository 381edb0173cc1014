import { randomBytes } from 'node:crypto'
import { chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import { type RunAs, runCommand } from './run-command.ts'
import { StartupError } from './startup-error.ts'

export const databaseUser = 'guichet'

/** One PostgreSQL: its files, and who may read them. */
export type Cluster = {
  home: string
  files: string
  socketDir: string
  logFile: string
  password: string
  runAs: RunAs
}

/**
 * The cluster of a data folder, created when there is none. The caller holds the instance lock.
 * @throws StartupError when it was made by another major version of PostgreSQL or belongs to somebody else
 */
export async function requireCluster(dataDir: string, binaries: Binaries, runAs: RunAs): Promise<Cluster> {
  const home = path.join(dataDir, 'postgres')
  await removeDrafts(dataDir)
  if (!(await isThere(home))) await createCluster(home, binaries, runAs)
  const files = path.join(home, 'cluster')
  if (runAs) await giveTo(runAs, home)
  await checkVersion(files, binaries)
  return {
    home,
    files,
    socketDir: home,
    logFile: path.join(home, 'postgresql.log'),
    password: (await readFile(path.join(home, 'password'), 'utf8')).trim(),
    runAs,
  }
}

/** What a kill in the middle of initdb left; the initdb may still run, and then fails on its own. */
async function removeDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.draft-')) continue
    await rm(path.join(dataDir, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

/** Made beside its place and moved there when finished: a cluster exists whole, or not at all. */
async function createCluster(home: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  const draft = await mkdtemp(`${home}.draft-`)
  const files = path.join(draft, 'cluster')
  const passwordFile = path.join(draft, 'password')
  try {
    await mkdir(files, { mode: 0o700 })
    await writeFile(passwordFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
    if (runAs) for (const entry of [files, passwordFile, draft]) await chown(entry, runAs.uid, runAs.gid)
    const { folder, beside } = asSeenFrom(files, runAs)
    const named = [`--pwfile=${path.join(beside, 'password')}`, `--pgdata=${folder}`]
    await runCommand(binaries.initdb, [...initdbArguments, ...named], runAs, files)
    await flushFolder(draft)
    await rename(draft, home)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
  await flushFolder(path.dirname(home))
}

/**
 * PostgreSQL's own C.UTF-8 rather than the system's: it needs no locale to be installed or set, and an upgrade
 * of the system's sort order corrupts no index.
 */
const initdbArguments = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--auth=scram-sha-256',
  `--username=${databaseUser}`,
]

/**
 * The folder of a cluster and the one it lies in, as PostgreSQL's programs, standing in the former, are told them. A
 * system user may not pass through the folders above (/root, or whatever `mktemp -d` made); where one already stands
 * one may always stay, and Linux has a name for it.
 */
export function asSeenFrom(files: string, runAs: RunAs): { folder: string; beside: string } {
  const mayBeShutOut = runAs !== null && process.platform === 'linux'
  return mayBeShutOut ? { folder: '/proc/self/cwd', beside: '..' } : { folder: files, beside: path.dirname(files) }
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows opens no folder, and orders its renames itself
  await using handle = await open(folder)
  await handle.sync()
}

async function checkVersion(files: string, binaries: Binaries): Promise<void> {
  const made = await readFile(path.join(files, 'PG_VERSION'), 'utf8').catch((error) => {
    throw new StartupError(`The database in ${files} cannot be read: ${error.message}. Start Guichet as its owner.`)
  })
  const carried = binaries.version.split('.')[0]
  if (made.trim() === carried) return
  throw new StartupError(
    `The database in ${files} was made by PostgreSQL ${made.trim()}, and this Guichet carries PostgreSQL ${carried}. ` +
      'Start the Guichet that made it, back it up, and restore the backup here.',
  )
}

/** The number of a system user differs from one image to the next, and a restored copy may belong to root. */
async function giveTo(runAs: NonNullable<RunAs>, home: string): Promise<void> {
  const { uid } = await stat(home)
  if (uid !== runAs.uid) await runCommand('chown', ['-R', `${runAs.uid}:${runAs.gid}`, home])
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT') return false
      throw new StartupError(`The data folder cannot be read: ${error.message}`)
    },
  )
}
