import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { findPostgresOn, readPostmasterPid } from './find-postgres.ts'
import { runCommand } from './run-command.ts'

type Log = (line: string) => void

/**
 * Ends what an earlier Guichet left running on the cluster when it was killed, so that a new PostgreSQL can start.
 * An orphan is stopped rather than adopted: it may run an older version or older settings, it would not be our child
 * to watch, and a stop costs a fraction of a second. The caller holds the instance lock.
 */
export async function stopLeftovers(cluster: Cluster, binaries: Binaries, log: Log): Promise<void> {
  const found = await findPostgresOn(cluster.files)
  if (found.length > 0) {
    log(`Stopping the PostgreSQL that an earlier Guichet left running (process ${found.join(', ')})`)
    await end(cluster, binaries)
  }
  await removeReusedPid(cluster)
}

/** Politely, then by force, which loses nothing either: the write-ahead log is replayed at the next start. */
async function end(cluster: Cluster, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    await runCommand(binaries.pgCtl, ['stop', '-m', 'fast', '-t', '8', '-D', cluster.files])
    return
  }
  const postmaster = await readPostmasterPid(cluster.files)
  if (postmaster !== null && (await findPostgresOn(cluster.files)).includes(postmaster)) {
    signal(postmaster, 'SIGINT')
    if (await isGoneWithin(3000, cluster)) return
    signal(postmaster, 'SIGQUIT')
  }
  // Without their postmaster the others end by themselves, save one that is busy.
  if (await isGoneWithin(1000, cluster)) return
  for (const pid of await findPostgresOn(cluster.files)) signal(pid, 'SIGQUIT')
  if (await isGoneWithin(1000, cluster)) return
  for (const pid of await findPostgresOn(cluster.files)) signal(pid, 'SIGKILL')
  if (!(await isGoneWithin(2000, cluster))) throw new Error('an earlier PostgreSQL does not end')
}

async function isGoneWithin(milliseconds: number, cluster: Cluster): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  do {
    if ((await findPostgresOn(cluster.files)).length === 0) return true
    await delay(20)
  } while (Date.now() < deadline)
  return false
}

/**
 * PostgreSQL replaces the postmaster.pid of a dead process by itself, but will not start while another program of the
 * same user bears that pid. None of those found above does, so the file is out of date.
 */
async function removeReusedPid(cluster: Cluster): Promise<void> {
  const pid = await readPostmasterPid(cluster.files)
  if (pid === null || !isAlive(pid)) return
  await rm(path.join(cluster.files, 'postmaster.pid'), { force: true })
  await rm(path.join(cluster.socketDir, '.s.PGSQL.5432.lock'), { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it ended meanwhile
  }
}
