import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** Interval of adding up the sizes of all files, which takes longer the more there are. */
const filesIntervalMs = 10 * 60_000

/** Sizes in bytes. `lastBackup` is an instant, or null without any backup. */
export type Storage = { database: number; files: number; free: number; lastBackup: string | null }

/** Opens a meter of the sizes of database and files, and of the free space on the data folder's disk. */
export function openStorageMeter(db: Db, dataDir: string): () => Promise<Storage> {
  let files = { bytes: 0, readAt: Number.NEGATIVE_INFINITY }
  return async () => {
    const now = performance.now()
    if (now - files.readAt > filesIntervalMs) files = { bytes: await sumFiles(db), readAt: now }
    const { rows } = await sql<{ database: number; lastBackup: string | null }>`
      select pg_database_size(current_database()) as database,
        (select max(finished_at) from backup_made) as "lastBackup"`.execute(db)
    const { database = 0, lastBackup = null } = rows[0] ?? {}
    return { database, files: files.bytes, free: await freeBytes(dataDir), lastBackup }
  }
}

async function sumFiles(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select coalesce(sum(size), 0)::bigint as bytes from attachment`.execute(
    db,
  )
  return rows[0]?.bytes ?? 0
}

/** Bytes of disk space that uploads and changes leave to the database and to operators. */
export const diskReserve = 100_000_000

/** Returns the number of free bytes on the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
