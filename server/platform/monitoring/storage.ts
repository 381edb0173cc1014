import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** Adding up the sizes of all files takes longer with each of them. */
const filesReadEveryMs = 10 * 60_000

/** Sizes in bytes. `lastBackup` is an instant, null when no backup was made. */
export type Storage = { database: number; files: number; free: number; lastBackup: string | null }

/** Measures what the database and the files take and what is left of the data folder's disk. */
export function openStorageMeter(db: Db, dataDir: string): () => Promise<Storage> {
  let files = { bytes: 0, readAt: Number.NEGATIVE_INFINITY }
  return async () => {
    const now = performance.now()
    if (now - files.readAt > filesReadEveryMs) files = { bytes: await sumFiles(db), readAt: now }
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

/** Bytes of the disk that nobody's files or changes take, left to the database and to those who look into it. */
export const diskReserve = 100_000_000

/** Returns how many bytes are left on the disk of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
