import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Manifest } from './format.ts'

const quote = pg.escapeIdentifier

/**
 * Prepares all tables for loading rows in any order: deletes the rows of migrations, and drops triggers, foreign keys and
 * indexes that no constraint needs. close() restores them, which checks every row. Needs only the rights of the owner, and
 * a transaction of the caller around both.
 */
export async function prepareTables(
  client: pg.ClientBase,
  tables: Manifest['tables'],
): Promise<{ close(): Promise<void> }> {
  const names = tables.map(({ name }) => quote(name))
  await client.query(`truncate ${names.join(', ')}`)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  const keys = await dropForLoading(client, foreignKeys)
  const indexes = await dropForLoading(client, freeIndexes)
  return {
    async close() {
      for (const statement of [...indexes, ...keys]) await client.query(statement)
      for (const name of names) await client.query(`alter table ${name} enable trigger user`)
    },
  }
}

const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as on
  from pg_constraint
  where contype = 'f' and connamespace = current_schema()::regnamespace`

const freeIndexes = `
  select format('drop index %s', indexrelid::regclass) as off, pg_get_indexdef(indexrelid) as on
  from pg_index join pg_class on pg_class.oid = indexrelid
  where relnamespace = current_schema()::regnamespace
    and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))`

/** Drops what the query finds. Returns the statements that restore it. */
async function dropForLoading(client: pg.ClientBase, query: string): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(query)
  for (const { off } of rows) await client.query(off)
  return rows.map(({ on }) => on)
}

/** Loads the rows of a table. Throws when their number differs from the manifest. */
export async function loadTable(
  client: pg.ClientBase,
  { name, columns, rows }: Manifest['tables'][number],
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const copy = client.query(copyFrom(`copy ${quote(name)} (${columns.map(quote).join(', ')}) from stdin`))
  await pipeline(content, copy)
  if (copy.rowCount !== rows) throw new Error(`${name}: loaded ${copy.rowCount} rows instead of ${rows}.`)
}

export async function setSequences(client: pg.ClientBase, sequences: Manifest['sequences']): Promise<void> {
  for (const { name, last, called } of sequences)
    await client.query('select setval($1::text::regclass, $2, $3)', [quote(name), last, called])
}
