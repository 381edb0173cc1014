import path from 'node:path'
import pg from 'pg'
import type { FileLocation } from '../files/find-file.ts'
import { buildSchema, listMissingMigrations, lockSchema, migrate } from '../migrate.ts'
import { type ArchiveSource, readArchive } from './archive.ts'
import { checkBackup } from './check-backup.ts'
import { hasFiles, storeFile } from './files.ts'
import { filePrefix, type Manifest, type ReportProgress, tablePrefix } from './format.ts'
import { loadTable, prepareTables, setSequences } from './load-tables.ts'
import {
  beginRestore,
  endRestore,
  findUnfinishedRestore,
  isMarkedRestored,
  markRestored,
} from './unfinished-restore.ts'

/** Checks that a backup is intact and can be migrated to this version. Throws an error for the operator. */
export async function requireRestorable(source: ArchiveSource, report: ReportProgress): Promise<Manifest> {
  const manifest = await checkBackup(source, report)
  await listMissingMigrations(manifest.migrations, 'The backup')
  return manifest
}

/** Checks that the folder holds no files, except those of an interrupted restore. Throws an error for the operator. */
export async function requireFolderWithoutFiles(dataDir: string): Promise<void> {
  if ((await findUnfinishedRestore(dataDir)) !== null || !(await hasFiles(dataDir))) return
  throw new Error(`${path.join(dataDir, 'files')} is not empty: a backup can only be restored into an empty place.`)
}

export type RestoreOptions = {
  /** URL of an empty database, or one of an interrupted restore. */
  databaseUrl: string
  fileLocation: FileLocation
  source: ArchiveSource
  /** Manifest that requireRestorable() returned. */
  manifest: Manifest
  /** SQL statements that prepare the copy, such as ending sessions, before anybody can see it. */
  settle: readonly string[]
  report: ReportProgress
}

/**
 * Restores all or nothing: first the files, which no row refers to yet, then schema and rows in one transaction. When
 * interrupted, it leaves an empty database and a mark that prevents a start until the next restore.
 */
export async function restoreBackup(options: RestoreOptions): Promise<void> {
  const { databaseUrl, report } = options
  const { dataDir } = options.fileLocation
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'guichet restore',
    options:
      '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c client_min_messages=warning',
  })
  client.on('error', () => {}) // Queries report the error.
  await client.connect()
  try {
    await lockSchema(client)
    const begun = await findUnfinishedRestore(dataDir)
    if (begun === null || !(await isMarkedRestored(client, begun))) {
      await requireEmptyDatabase(client)
      await fill(client, options, begun ?? (await beginRestore(dataDir)))
    }
    await endRestore(dataDir)
  } finally {
    await client.end()
  }
  report('Bringing it to this version', 0)
  await migrate(databaseUrl)
  await analyze(databaseUrl)
}

async function requireEmptyDatabase(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ encoding: string; relations: number }>(`
    select current_setting('server_encoding') as encoding, (
      select count(*)::int from pg_class
      where relnamespace in (select oid from pg_namespace where nspname in (current_schema(), 'graphile_worker'))
        and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')) as relations`)
  if (rows[0]?.relations !== 0)
    throw new Error('The database is not empty: a backup can only be restored into an empty place.')
  if (rows[0]?.encoding !== 'UTF8')
    throw new Error(`The database has the encoding ${rows[0]?.encoding}: create it with encoding UTF8.`)
}

async function fill(client: pg.ClientBase, { source, fileLocation, manifest, ...options }: RestoreOptions, id: string) {
  await client.query('begin')
  await buildSchema(client, manifest.migrations)
  const tables = await prepareTables(client, manifest.tables)
  let bytes = 0
  for await (const { name, content } of readArchive(source)) {
    async function* counted() {
      for await (const chunk of content) {
        bytes += chunk.length
        options.report('Restoring', bytes)
        yield chunk
      }
    }
    const table = manifest.tables.find((one) => tablePrefix + one.name === name)
    if (table) await loadTable(client, table, counted())
    else if (name.startsWith(filePrefix)) await storeFile(fileLocation, path.posix.basename(name), counted())
  }
  options.report('Building the indexes', 0)
  await tables.close()
  await setSequences(client, manifest.sequences)
  for (const statement of options.settle) await client.query(statement)
  await markRestored(client, id)
  await client.query('commit')
}

async function analyze(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c statement_timeout=0' })
  await client.connect()
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
