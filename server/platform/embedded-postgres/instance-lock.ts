import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartupError } from './startup-error.ts'

export type InstanceLock = { release(): void }

/**
 * Locks a data folder for this process until it releases the lock or dies in any way.
 * @throws StartupError naming the process that holds the lock
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

/** Tells whether this or another Guichet runs on a data folder. */
export function isInstanceLocked(dataDir: string): boolean {
  if (!existsSync(lockFile(dataDir))) return false
  const lock = tryToLock(dataDir)
  lock?.close()
  return lock === null
}

/**
 * Tries to lock, and returns null when another process holds the lock. Node has no flock(), but an exclusive SQLite
 * transaction is a kernel lock on every system, so a reused pid or another container on the same disk cannot confuse it.
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

/** Tells whether another process holds the lock: SQLite's result code 5 (https://sqlite.org/rescode.html#busy). */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

function lockFile(dataDir: string): string {
  return path.join(dataDir, 'guichet.lock')
}

function pidFile(dataDir: string): string {
  return path.join(dataDir, 'guichet.pid')
}

/** Reads the holder's pid, for the message only: the file proves nothing. */
function holderOf(dataDir: string): string {
  try {
    const [pid, since] = readFileSync(pidFile(dataDir), 'utf8').split('\n')
    return ` (process ${pid}, since ${since})`
  } catch {
    return ''
  }
}
