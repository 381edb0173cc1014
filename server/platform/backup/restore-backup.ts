import path from 'node:path'
import pg from 'pg'
import type { Shelf } from '../files/find-file.ts'
import { buildSchema, lockSchema, migrate, missingAfter } from '../migrate.ts'
import { type ArchiveSource, readArchive } from './archive.ts'
import { checkBackup } from './check-backup.ts'
import { hasFiles, placeFile } from './files.ts'
import { filePrefix, type Manifest, type Report, tablePrefix } from './format.ts'
import { loadTable, openTables, setSequences } from './load-tables.ts'
import { beginRestore, endRestore, findUnfinishedRestore, isSigned, signRestore } from './unfinished.ts'

/** Throws, in plain words, unless the whole file is sound and of a version that this program can bring to its own. */
export async function requireRestorable(source: ArchiveSource, report: Report): Promise<Manifest> {
  const manifest = await checkBackup(source, report)
  await missingAfter(manifest.migrations, 'The backup')
  return manifest
}

/** Throws when files already lie in the folder, save those of a restore that was interrupted. */
export async function requireFolderWithoutFiles(dataDir: string): Promise<void> {
  if ((await findUnfinishedRestore(dataDir)) !== null || !(await hasFiles(dataDir))) return
  throw new Error(`${path.join(dataDir, 'files')} is not empty: a backup is restored into an empty place only.`)
}

export type RestoreOptions = {
  /** Empty, or of an interrupted restore. */
  databaseUrl: string
  shelf: Shelf
  source: ArchiveSource
  /** What requireRestorable() read. */
  manifest: Manifest
  /** What a copy must not go on with: statements run before anybody can see it. */
  settle: readonly string[]
  report: Report
}

/**
 * All or nothing: files first, which nobody cites yet, then one transaction for the schema and all the rows. Interrupted,
 * it leaves an empty database and a mark by which the next start refuses and the next restore begins again.
 */
export async function restoreBackup(options: RestoreOptions): Promise<void> {
  const { databaseUrl, report } = options
  const { dataDir } = options.shelf
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'guichet restore',
    options:
      '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c client_min_messages=warning',
  })
  client.on('error', () => {}) // whoever asks is told
  await client.connect()
  try {
    await lockSchema(client)
    const begun = await findUnfinishedRestore(dataDir)
    if (begun === null || !(await isSigned(client, begun))) {
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
    throw new Error('The database is not empty: a backup is restored into an empty place only.')
  if (rows[0]?.encoding !== 'UTF8')
    throw new Error(`The database keeps its texts as ${rows[0]?.encoding}: create it with encoding UTF8.`)
}

async function fill(client: pg.ClientBase, { source, shelf, manifest, ...options }: RestoreOptions, id: string) {
  await client.query('begin')
  await buildSchema(client, manifest.migrations)
  const tables = await openTables(client, manifest.tables)
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
    else if (name.startsWith(filePrefix)) await placeFile(shelf, path.posix.basename(name), counted())
  }
  options.report('Building the indexes', 0)
  await tables.close()
  await setSequences(client, manifest.sequences)
  for (const statement of options.settle) await client.query(statement)
  await signRestore(client, id)
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
