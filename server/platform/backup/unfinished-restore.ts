import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { syncFolder } from '../files/sync-folder.ts'

/**
 * Returns the path of the mark of a restore. Its id is in the data folder before the restore begins, and in the database
 * with the commit that completes it. Equal ids mean that only the mark remains to be deleted; an id in the folder alone
 * means an interruption.
 */
const markOf = (dataDir: string) => path.join(dataDir, 'restore-unfinished')

/** Returns the id of a restore that was begun here and not finished, or null. */
export async function findUnfinishedRestore(dataDir: string): Promise<string | null> {
  return readFile(markOf(dataDir), 'utf8').then(
    (text) => text.trim(),
    (error) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )
}

export async function beginRestore(dataDir: string): Promise<string> {
  const id = randomUUID()
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(markOf(dataDir), `${id}\n`, { mode: 0o600, flush: true })
  await syncFolder(dataDir)
  return id
}

/** Writes the id into the database, in the transaction of the restore. */
export async function markRestored(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(`comment on table schema_migration is ${pg.escapeLiteral(signature(id))}`)
}

export async function isMarkedRestored(client: pg.ClientBase, id: string): Promise<boolean> {
  const { rows } = await client.query<{ comment: string | null }>(
    `select obj_description(to_regclass('schema_migration'), 'pg_class') as comment`,
  )
  return rows[0]?.comment === signature(id)
}

const signature = (id: string) => `restored ${id}`

export async function endRestore(dataDir: string): Promise<void> {
  await rm(markOf(dataDir), { force: true })
  await syncFolder(dataDir)
}

/** Refuses to start after an interrupted restore. Throws an error for the operator. */
export async function refuseUnfinishedRestore(dataDir: string, databaseUrl: string): Promise<void> {
  const id = await findUnfinishedRestore(dataDir)
  if (id === null) return
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    if (await isMarkedRestored(client, id)) return await endRestore(dataDir)
  } finally {
    await client.end()
  }
  throw new Error(
    `A restore into ${dataDir} was interrupted, and nothing of it is in the database: restore again, or remove ` +
      `${markOf(dataDir)} to begin with nothing.`,
  )
}
