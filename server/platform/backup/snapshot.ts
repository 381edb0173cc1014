import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Manifest } from './format.ts'

/** Several connections to one database see it at different moments; this one sees it as it was at its beginning. */
export type Snapshot = Awaited<ReturnType<typeof openSnapshot>>

type Table = Pick<Manifest['tables'][number], 'name' | 'columns'>

/**
 * Everything of the database at one moment, while others go on writing. Only a migration waits until it is closed.
 * Throws when there is no Guichet in this database, or while it is being migrated.
 */
export async function openSnapshot(databaseUrl: string, keeps: Readonly<Record<string, string>>) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'guichet backup',
    options:
      '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c synchronize_seqscans=off',
  })
  client.on('error', () => {}) // whoever reads is told
  await client.connect()
  try {
    const before = await listTables(client)
    if (!before.some(({ name }) => name === 'schema_migration'))
      throw new Error('There is no Guichet in this database.')
    await client.query('begin transaction isolation level repeatable read read only')
    // Before the snapshot is taken, which the first query does: from here on no migration changes a table under it.
    await client.query(`lock table ${before.map(({ name }) => quote(name)).join(', ')} in access share mode`)
    const tables = await listTables(client)
    if (JSON.stringify(tables) !== JSON.stringify(before))
      throw new Error('The database is being migrated: try again in a minute.')
    return {
      tables,
      migrations: await listMigrations(client),
      sequences: await readSequences(client),
      citedFiles: await findCitedFiles(client, keeps),
      /** The rows of a table as PostgreSQL writes them; `rowCount` is known once the next query has been answered. */
      read: ({ name, columns }: Table) =>
        client.query(
          copyTo(`copy (select ${columns.map(quote).join(', ')} from ${quote(name)}${where(keeps[name])}) to stdout`),
        ),
      /** Which of these are still cited now, after the snapshot, which this ends. */
      async stillCited(files: string[]) {
        await client.query('commit')
        const cited = await findCitedFiles(client)
        return files.filter((file) => cited.has(file))
      },
      close: () => client.end(),
    }
  } catch (error) {
    await client.end()
    throw error
  }
}

const quote = pg.escapeIdentifier
const where = (condition: string | undefined) => (condition === undefined ? '' : ` where ${condition}`)

/** Generated columns are left out: they are made again. */
async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind = 'r' and relnamespace = current_schema()::regnamespace
      and attnum > 0 and not attisdropped and attgenerated = ''
    group by relname order by relname`)
  return rows
}

async function listMigrations(client: pg.ClientBase): Promise<Manifest['migrations']> {
  const { rows } = await client.query('select name, hash from schema_migration order by name')
  return rows
}

/** Never behind the snapshot's rows: a sequence is read as it is now, and only rises. */
async function readSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class
    where relkind = 'S' and relnamespace = current_schema()::regnamespace order by relname`)
  const sequences: Manifest['sequences'] = []
  for (const { name } of rows) {
    const found = await client.query(`select last_value::text as last, is_called as called from ${quote(name)}`)
    sequences.push({ name, ...found.rows[0] })
  }
  return sequences
}

/**
 * Finds the files that rows cite: a column named sha256 cites one, which is named by its content.
 * @param keeps the rows that count, as SQL conditions by table name; all rows of the others
 */
export async function findCitedFiles(
  client: pg.ClientBase,
  keeps: Readonly<Record<string, string>> = {},
): Promise<Set<string>> {
  const { rows: citing } = await client.query<{ name: string }>(`
    select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and attname = 'sha256' and not attisdropped`)
  const cited = new Set<string>()
  for (const { name } of citing) {
    const { rows } = await client.query<{ sha256: string }>(
      `select distinct sha256 from ${quote(name)} where sha256 is not null and (${keeps[name] ?? 'true'})`,
    )
    for (const { sha256 } of rows) cited.add(sha256)
  }
  return cited
}
