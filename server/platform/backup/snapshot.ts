import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Manifest } from './format.ts'

/** View of the database at one moment, bound to one connection. */
export type Snapshot = Awaited<ReturnType<typeof openSnapshot>>

type Table = Pick<Manifest['tables'][number], 'name' | 'columns'>

/**
 * Opens a snapshot of the whole database while others go on writing. Only migrations wait until it is closed. Throws when
 * the database contains no Guichet, or is being migrated.
 */
export async function openSnapshot(databaseUrl: string, keeps: Readonly<Record<string, string>>) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'guichet backup',
    options:
      '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c synchronize_seqscans=off',
  })
  client.on('error', () => {}) // Queries report the error.
  await client.connect()
  try {
    const before = await listTables(client)
    if (!before.some(({ name }) => name === 'schema_migration'))
      throw new Error('There is no Guichet in this database.')
    await client.query('begin transaction isolation level repeatable read read only')
    // Locks out migrations before the first query takes the snapshot.
    await client.query(`lock table ${before.map(({ name }) => quote(name)).join(', ')} in access share mode`)
    const tables = await listTables(client)
    if (JSON.stringify(tables) !== JSON.stringify(before))
      throw new Error('The database is being migrated: try again in a minute.')
    return {
      tables,
      migrations: await listMigrations(client),
      sequences: await readSequences(client),
      referencedFiles: await findReferencedFiles(client, keeps),
      /** Reads a table's rows in PostgreSQL's format. `rowCount` is known once the next query has been answered. */
      read: ({ name, columns }: Table) =>
        client.query(
          copyTo(`copy (select ${columns.map(quote).join(', ')} from ${quote(name)}${where(keeps[name])}) to stdout`),
        ),
      /** Ends the snapshot and returns the files that are still referenced now. */
      async stillReferenced(files: string[]) {
        await client.query('commit')
        const cited = await findReferencedFiles(client)
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

/** Lists tables without generated columns, which the restore computes again. */
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

/** Reads the sequences as they are now, which is never behind the snapshot's rows since they only rise. */
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
 * Finds the files that rows refer to: a column named sha256 refers to the file named by that hash.
 * @param keeps SQL conditions by table name for the rows that count; all rows of other tables
 */
export async function findReferencedFiles(
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
