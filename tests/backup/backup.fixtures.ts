import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { api } from '../../contract/index.ts'
import { checkBackup } from '../../server/platform/backup/check-backup.ts'
import { openArchive } from '../../server/platform/backup/index.ts'
import { findRunningPostgres, startEmbeddedPostgres } from '../../server/platform/embedded-postgres/index.ts'
import { runCliHere } from '../cli-here.ts'
import { startForeignPostgres } from '../foreign-postgres.ts'
import type { callerOf } from '../guichet.ts'

/** Creates tickets until stopped; `acknowledged` grows with the responses. */
export function keepCreating(call: ReturnType<typeof callerOf>, contactId: string) {
  const acknowledged: { id: string; number: number }[] = []
  let going = true
  const creating = Array.from({ length: 2 }, async () => {
    while (going) {
      const body = { title: `Alarme froid ${acknowledged.length}`, contactIds: [contactId] }
      acknowledged.push(await call(api.tickets.create, { body }))
    }
  })
  const all = Promise.all(creating)
  all.catch(() => {}) // stop() throws it.
  return {
    acknowledged,
    stop: async () => {
      going = false
      await all
    },
  }
}

/** Runs a command, and throws what it wrote when it fails. */
export async function mustRun(...call: Parameters<typeof runCliHere>): Promise<void> {
  const { code, output } = await runCliHere(...call)
  if (code !== 0) throw new Error(output)
}

/** Keeps a desk's database running until the test ends, so that no command starts it. */
export async function keepRunning(dataDir: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  onTestFinished(() => postgres.stop())
}

/** Inserts rows that do not compress into a desk's database, enough for a backup to take a while. */
export async function fillWithNoise(dataDir: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  await query(
    postgres.url,
    `insert into idempotency_key (actor_id, key, request_hash, status, reply)
     select gen_random_uuid(), n::text, md5(random()::text), 201, to_jsonb((
       select string_agg(md5(random()::text), '') from generate_series(1, 20 + n % 2)))
     from generate_series(1, 25000) n`,
  )
  await postgres.stop()
}

/** Returns the number and hash of each table's rows, except sessions and the hold on mail, which a restore changes. */
export async function contentsOf(file: string) {
  const { tables, sequences } = await checkBackup(await openArchive(file, {}), () => {})
  return { tables: tables.filter(({ name }) => name !== 'user_session' && name !== 'mail_settings'), sequences }
}

export const describeSchema = `
  select pg_get_indexdef(indexrelid) as line from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = current_schema()::regnamespace
  union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
    where connamespace = current_schema()::regnamespace
  union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
  order by line`

/** Queries the database of the Guichet that runs on a data folder. */
export async function rowsOf(dataDir: string, sql: string) {
  const url = await findRunningPostgres(dataDir)
  if (url === null) throw new Error(`no PostgreSQL runs on ${dataDir}`)
  return query(url, sql)
}

export async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Starts a PostgreSQL of a host, whose customers own databases and have no privileges. */
export async function startHost() {
  const { url: adminUrl, remove } = await startForeignPostgres()
  await query(adminUrl, `create role tenant login password 'sans-pouvoirs'`)
  return {
    remove,
    /** Creates a customer's database, and returns its address. */
    async createDatabase(name: string): Promise<string> {
      await query(adminUrl, `create database ${name} owner tenant`)
      const url = new URL(adminUrl)
      Object.assign(url, { username: 'tenant', password: 'sans-pouvoirs', pathname: name })
      return url.href
    },
  }
}
