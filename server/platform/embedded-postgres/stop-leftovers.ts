import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { findPostgresOn, readPostmasterPid } from './find-postgres.ts'
import { runCommand } from './run-command.ts'

type Log = (line: string) => void

/**
 * Stops the processes that a killed Guichet left on the cluster, so that a new PostgreSQL can start. An orphan is not
 * adopted: its version or settings may be older, we could not watch it as a child, and stopping takes a fraction of a second.
 * The caller holds the instance lock.
 */
export async function stopLeftovers(cluster: Cluster, binaries: Binaries, log: Log): Promise<void> {
  const found = await findPostgresOn(cluster.files)
  if (found.length > 0) {
    log(`Stopping the PostgreSQL that an earlier Guichet left running (process ${found.join(', ')})`)
    await stopProcesses(cluster, binaries)
  }
  await removeReusedPid(cluster)
}

/** Stops PostgreSQL gracefully, then by force. Nothing is lost, since the next start replays the write-ahead log. */
async function stopProcesses(cluster: Cluster, binaries: Binaries): Promise<void> {
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
  // Without their postmaster the others end by themselves, except busy ones.
  if (await isGoneWithin(1000, cluster)) return
  for (const pid of await findPostgresOn(cluster.files)) signal(pid, 'SIGQUIT')
  if (await isGoneWithin(1000, cluster)) return
  for (const pid of await findPostgresOn(cluster.files)) signal(pid, 'SIGKILL')
  if (!(await isGoneWithin(2000, cluster))) throw new Error('an earlier PostgreSQL does not stop')
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
 * Deletes a postmaster.pid whose pid belongs to another program of the same user. PostgreSQL replaces the file of a dead
 * process, but refuses to start in that case. None of the processes found above has the pid, so the file is outdated.
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
    // The process ended meanwhile.
  }
}
