import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { root } from './root.ts'

const folder = new URL('migrations/', root)
const lock = 7_401_337

/** Hashes in existing databases of migrations whose comments were reworded later, by the current hash of the file. */
const firstHashes = new Map([
  // 0006_attachments.sql
  [
    'c50fe4f8e221a3d169cb30b5d9f221e8f57f294aec1bd924d7443e1669a05ea1',
    '92e71707c29455c5f811771d0f5d812c64d989699d30cbadf6450c6f78ea01fb',
  ],
  // 0014_attachments_in_search.sql
  [
    'f2ec3c3fe9ed8471d32e54bdc8e09fcda2c7ea44bbf3edbf89f3c5f6e1bd70c8',
    'ccd708fbe408202a510ea44f1083f3e04f147d58254d86d0f0f140fd994eff84',
  ],
])

/** Locks the schema for migrating or filling a database, until the connection ends. Others wait. */
export async function lockSchema(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [lock])
}

/**
 * Migrates a database to this program's version: each migration once, in its own transaction, under a lock that other
 * processes wait for. Throws when the database is newer than the program, or an applied migration was altered.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await lockSchema(client)
    await applyMissing(client)
    await runMigrations({ connectionString: databaseUrl, logger: undefined })
  } finally {
    await client.end()
  }
}

async function applyMissing(client: pg.Client) {
  await client.query(createRegister)
  const { rows: applied } = await client.query<AppliedMigration>('select name, hash from schema_migration')
  for (const migration of await listMissingMigrations(applied, 'The database')) {
    await client.query('begin')
    try {
      await apply(client, migration)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
}

const createRegister =
  'create table if not exists schema_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())'

/** Migration that was applied to a database, or to the origin of a backup. */
export type AppliedMigration = { name: string; hash: string }
type Migration = AppliedMigration & { sql: string }

/**
 * Returns the missing migrations in order, given the applied ones of `what`. Throws an error for the operator when one of
 * those is unknown to this program, or different.
 */
export async function listMissingMigrations(applied: AppliedMigration[], what: string): Promise<Migration[]> {
  const known = await readMigrations()
  const unknown = applied.filter(({ name }) => !known.some((migration) => migration.name === name))
  if (unknown.length > 0) {
    const names = unknown.map(({ name }) => name).join(', ')
    throw new Error(`${what} is newer than this program (${names}): install the newer version again.`)
  }
  const hashes = new Map(applied.map(({ name, hash }) => [name, hash]))
  for (const { name, hash } of known)
    if (hashes.has(name) && hashes.get(name) !== hash)
      throw new Error(`${what} went through another ${name} than this program's: install the version it came from.`)
  return known.filter(({ name }) => !hashes.has(name))
}

/** Creates the schema that exactly these migrations make, in the caller's transaction. */
export async function buildSchema(client: pg.ClientBase, applied: AppliedMigration[]): Promise<void> {
  await client.query(createRegister)
  const later = new Set((await listMissingMigrations(applied, 'The backup')).map(({ name }) => name))
  for (const migration of await readMigrations()) if (!later.has(migration.name)) await apply(client, migration)
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      const hash = createHash('sha256').update(sql).digest('hex')
      return { name, sql, hash: firstHashes.get(hash) ?? hash }
    }),
  )
}

async function apply(client: pg.ClientBase, migration: Migration) {
  try {
    await client.query(migration.sql)
    await client.query('insert into schema_migration (name, hash) values ($1, $2)', [migration.name, migration.hash])
  } catch (cause) {
    throw new Error(`Migration ${migration.name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
