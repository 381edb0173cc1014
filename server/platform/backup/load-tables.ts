import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Manifest } from './format.ts'

const quote = pg.escapeIdentifier

/**
 * Opens every table to rows in any order: emptied of what migrations put there, without triggers, foreign keys and the
 * indexes that no constraint needs. close() puts them back, which checks every row. An owner's rights suffice. The caller
 * holds a transaction around both.
 */
export async function openTables(
  client: pg.ClientBase,
  tables: Manifest['tables'],
): Promise<{ close(): Promise<void> }> {
  const names = tables.map(({ name }) => quote(name))
  await client.query(`truncate ${names.join(', ')}`)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  const keys = await takeOff(client, foreignKeys)
  const indexes = await takeOff(client, freeIndexes)
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

/** Returns the statements that put back what the query found and this took off. */
async function takeOff(client: pg.ClientBase, query: string): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(query)
  for (const { off } of rows) await client.query(off)
  return rows.map(({ on }) => on)
}

/** Throws when the database took another number of rows than the backup was made of. */
export async function loadTable(
  client: pg.ClientBase,
  { name, columns, rows }: Manifest['tables'][number],
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const copy = client.query(copyFrom(`copy ${quote(name)} (${columns.map(quote).join(', ')}) from stdin`))
  await pipeline(content, copy)
  if (copy.rowCount !== rows) throw new Error(`${name}: ${copy.rowCount} rows instead of ${rows}.`)
}

export async function setSequences(client: pg.ClientBase, sequences: Manifest['sequences']): Promise<void> {
  for (const { name, last, called } of sequences)
    await client.query('select setval($1::text::regclass, $2, $3)', [quote(name), last, called])
}
