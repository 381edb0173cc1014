import { randomBytes } from 'node:crypto'
import { chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import { type RunAs, runCommand } from './run-command.ts'
import { StartupError } from './startup-error.ts'

export const databaseUser = 'guichet'

/** Files of a PostgreSQL, and the user who runs it. */
export type Cluster = {
  home: string
  files: string
  socketDir: string
  logFile: string
  password: string
  runAs: RunAs
}

/**
 * Returns the cluster of a data folder, creating it if necessary. The caller holds the instance lock.
 * @throws StartupError when another major version of PostgreSQL made it, or it belongs to another user
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

/** Deletes the leftovers of interrupted initdb runs. One that still runs fails by itself. */
async function removeDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.draft-')) continue
    await rm(path.join(dataDir, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

/** Creates the cluster beside its final place and moves it there, so that it exists completely or not at all. */
async function createCluster(home: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  const draft = await mkdtemp(`${home}.draft-`)
  const files = path.join(draft, 'cluster')
  const passwordFile = path.join(draft, 'password')
  try {
    await mkdir(files, { mode: 0o700 })
    await writeFile(passwordFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
    if (runAs) for (const entry of [files, passwordFile, draft]) await chown(entry, runAs.uid, runAs.gid)
    const { folder, beside } = pathsSeenBy(files, runAs)
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
 * Arguments of initdb. PostgreSQL's own C.UTF-8 needs no locale of the system, and an upgrade of the system's sort order
 * cannot corrupt an index.
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
 * Returns the paths of a cluster's folder and its parent for PostgreSQL's programs, whose working directory is the cluster.
 * A system user may be unable to pass through the folders above, such as /root or one made by `mktemp -d`; on Linux
 * /proc/self/cwd still leads to the working directory.
 */
export function pathsSeenBy(files: string, runAs: RunAs): { folder: string; beside: string } {
  const mayBeShutOut = runAs !== null && process.platform === 'linux'
  return mayBeShutOut ? { folder: '/proc/self/cwd', beside: '..' } : { folder: files, beside: path.dirname(files) }
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows cannot open folders, and orders renames itself.
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

/** Changes the owner: the id of a system user differs between images, and a restored copy may belong to root. */
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
