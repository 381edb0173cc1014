import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const folder = new URL('../../migrations/', import.meta.url)
const lock = 7_401_337

/**
 * Brings a database to this program's version: each migration once, in its own transaction, under a lock that other
 * processes wait for. Throws when the database is newer than the program, or an applied migration was altered.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await applyMissing(client)
    await runMigrations({ connectionString: databaseUrl, logger: undefined })
  } finally {
    await client.end()
  }
}

async function applyMissing(client: pg.Client) {
  await client.query(
    'create table if not exists schema_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from schema_migration')
  const applied = new Map(rows.map((row) => [row.name, row.hash]))
  const known = await readMigrations()
  const unknown = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name))
  if (unknown.length > 0)
    throw new Error(`The database is newer than this program (${unknown.join(', ')}): install the newer version again.`)
  for (const migration of known) {
    const before = applied.get(migration.name)
    if (before === undefined) await apply(client, migration)
    else if (before !== migration.hash)
      throw new Error(`Migration ${migration.name} was altered after it was applied to this database.`)
  }
}

type Migration = { name: string; sql: string; hash: string }

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function apply(client: pg.Client, migration: Migration) {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into schema_migration (name, hash) values ($1, $2)', [migration.name, migration.hash])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
