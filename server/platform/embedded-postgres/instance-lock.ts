import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartupError } from './startup-error.ts'

export type InstanceLock = { release(): void }

/**
 * Makes this process the only Guichet of a data folder, until it releases the lock or dies, however it dies.
 * @throws StartupError naming the process that holds it
 */
export function lockInstance(dataDir: string): InstanceLock {
  const lock = tryToLock(dataDir)
  if (!lock) {
    throw new StartupError(
      `Another Guichet already runs on the data folder ${dataDir}${holderOf(dataDir)}. ` +
        'Stop it first, or give this one its own folder with DATA_DIR (and its own PORT).',
    )
  }
  writeFileSync(pidFile(dataDir), `${process.pid}\n${new Date().toISOString()}\n`)
  return {
    release() {
      rmSync(pidFile(dataDir), { force: true })
      lock.close()
    },
  }
}

/** Whether a Guichet, this one or another, runs on a data folder now. */
export function isInstanceLocked(dataDir: string): boolean {
  if (!existsSync(lockFile(dataDir))) return false
  const lock = tryToLock(dataDir)
  lock?.close()
  return lock === null
}

/**
 * Null when somebody holds it. The lock is the kernel's: Node has no flock(), but an exclusive SQLite transaction is one,
 * on every system, so neither a reused pid nor another container on the same disk can deceive it.
 */
function tryToLock(dataDir: string): DatabaseSync | null {
  const lock = new DatabaseSync(lockFile(dataDir), { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (isBusy(error)) return null
    throw new StartupError(`The data folder ${dataDir} cannot be locked: ${error}`)
  }
}

/** SQLite's result code 5: somebody else holds the lock (https://sqlite.org/rescode.html#busy). */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

function lockFile(dataDir: string): string {
  return path.join(dataDir, 'guichet.lock')
}

function pidFile(dataDir: string): string {
  return path.join(dataDir, 'guichet.pid')
}

/** For the message only: nothing is decided on what this file says. */
function holderOf(dataDir: string): string {
  try {
    const [pid, since] = readFileSync(pidFile(dataDir), 'utf8').split('\n')
    return ` (process ${pid}, since ${since})`
  } catch {
    return ''
  }
}
