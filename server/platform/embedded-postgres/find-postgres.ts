import { readdir, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'
import { runCommand } from './run-command.ts'

/**
 * Finds the PostgreSQL processes of a cluster by their working directory. The pid in postmaster.pid is no proof, since it
 * may belong to another program after a crash. On systems other than Linux only the postmaster is found.
 */
export async function findPostgresOn(clusterFiles: string): Promise<number[]> {
  if (process.platform === 'linux') return findByFolder(clusterFiles)
  return (await isPostgresOn(clusterFiles)) ? [await requirePostmasterPid(clusterFiles)] : []
}

async function findByFolder(clusterFiles: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null) // Ended, or another user's.
      if (folder !== clusterFiles) return []
      const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
      return program.trim() === 'postgres' ? [Number(pid)] : []
    }),
  )
  return found.flat()
}

async function isPostgresOn(clusterFiles: string): Promise<boolean> {
  const pid = await readPostmasterPid(clusterFiles)
  if (pid === null) return false
  if (process.platform === 'win32') {
    const list = await runCommand('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']).catch(() => '')
    return list.includes('postgres.exe')
  }
  const command = await runCommand('ps', ['-p', String(pid), '-o', 'command=']).catch(() => '')
  return command.includes('postgres') && command.includes(clusterFiles)
}

/** Reads the pid that PostgreSQL wrote at its last start, or null after an orderly stop. */
export async function readPostmasterPid(clusterFiles: string): Promise<number | null> {
  const content = await readFile(path.join(clusterFiles, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(content, 10)
  return pid > 0 ? pid : null
}

async function requirePostmasterPid(clusterFiles: string): Promise<number> {
  const pid = await readPostmasterPid(clusterFiles)
  if (pid === null) throw new Error('postmaster.pid was deleted')
  return pid
}
