import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import pg from 'pg'
import type { Env } from '../env.ts'
import { readMailHealth } from '../modules/mails/index.ts'
import { findReferencedFiles, type ReportProgress } from '../platform/backup/index.ts'
import { maxConnections, openDatabase } from '../platform/database.ts'
import { type Bucket, bucketAt } from '../platform/files/bucket.ts'
import { type FileLocation, findFile } from '../platform/files/find-file.ts'
import { type AppliedMigration, listMissingMigrations } from '../platform/migrate.ts'
import { readBacklog } from '../platform/monitoring/backlog.ts'
import { keyFile, listMissingKeys } from '../platform/secret-key.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { InstalledDatabase } from './open-database.ts'
import { readInstalledKeys } from './open-secrets.ts'

const oldestPostgres = 15
const waitedTooLongSeconds = 300
const clockToleranceSeconds = 60

/** Examines the database and its waiting work. */
export async function* examineDatabase(
  opened: InstalledDatabase,
  env: Env,
  how: { files: boolean; report: ReportProgress },
): AsyncGenerator<Diagnostic> {
  const { url, dataDir, inUse } = opened
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, statement_timeout: 60_000 })
  client.on('error', () => {}) // Queries report the error.
  await client.connect()
  try {
    yield await versionAndEncoding(client)
    const migrations = await examineMigrations(client)
    yield migrations
    if (migrations.state === 'to mend') return
    yield await connections(client)
    yield await clock(client)
    yield* backlog(client, inUse)
    yield* mail(url, env, inUse)
    yield* senders(client, env)
    const fileLocation = { dataDir, bucket: bucketAt(env.S3_URL) }
    if (fileLocation.bucket) yield await fileStore(fileLocation.bucket)
    yield* referencedFiles(client, fileLocation, how)
    yield await secretKey(env, opened)
  } finally {
    await client.end()
  }
}

/** Checks that the secrets in the database can be decrypted, and that only its owner can read the key. */
async function secretKey(env: Env, opened: InstalledDatabase): Promise<Diagnostic> {
  const { keys, needed } = await readInstalledKeys(env, opened)
  const missing = listMissingKeys(keys, needed)
  if (missing.length > 0)
    return { state: 'to mend', line: `secrets: their key is not here (${missing.join(', ')}); lost? reset-secrets` }
  if (needed.length === 0) return { state: 'ok', line: 'secrets: none is encrypted yet; the next start does it' }
  if (env.SECRET_KEY !== undefined) return { state: 'ok', line: 'secrets: SECRET_KEY opens all of them' }
  const file = keyFile(opened.dataDir)
  if (((await stat(file)).mode & 0o077) !== 0) return { state: 'to mend', line: `secrets: others can read ${file}` }
  return { state: 'ok', line: `secrets: ${file} opens all of them; keep a copy elsewhere` }
}

async function versionAndEncoding(client: pg.Client): Promise<Diagnostic> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
  )
  const { version = '', encoding = '' } = rows[0] ?? {}
  const isGood = Number.parseInt(version, 10) >= oldestPostgres && encoding === 'UTF8'
  const wanted = isGood ? '' : `: it must be ${oldestPostgres} or newer, with UTF8`
  return { state: isGood ? 'ok' : 'to mend', line: `database: PostgreSQL ${version}, ${encoding}${wanted}` }
}

async function examineMigrations(client: pg.Client): Promise<Diagnostic> {
  try {
    const { rows } = await client.query<AppliedMigration>('select name, hash from schema_migration order by name')
    const missing = await listMissingMigrations(rows, 'The database')
    if (missing.length === 0) return { state: 'ok', line: `migrations: ${rows.length}, up to ${rows.at(-1)?.name}` }
    return { state: 'to mend', line: `migrations: ${missing.length} to come: start Guichet once` }
  } catch (error) {
    return { state: 'to mend', line: `migrations: ${error instanceof Error ? error.message : error}` }
  }
}

/** Connections of each server besides those of its requests: jobs, sign-ins, live news and mails. */
const otherConnections = 14
const reservedConnections = 10

/** Computes how many servers like this machine's the database has connections for. */
async function connections(client: pg.Client): Promise<Diagnostic> {
  const { rows } = await client.query<{ most: number }>(`select current_setting('max_connections')::int as most`)
  const { most = 0 } = rows[0] ?? {}
  const each = maxConnections + otherConnections
  const servers = Math.floor((most - reservedConnections) / each)
  const line = `connections: max_connections is ${most}, enough for ${servers} ${servers === 1 ? 'server' : 'servers'} with up to ${each} each`
  return { state: servers > 0 ? 'ok' : 'to mend', line }
}

/** Compares the clock with the database's, and finds events in the future, from before a clock was set back. */
async function clock(client: pg.Client): Promise<Diagnostic> {
  const { rows } = await client.query<{ now: number; ahead: number }>(`
    select extract(epoch from clock_timestamp())::float as now,
      extract(epoch from max(at) - clock_timestamp())::float as ahead
    from (select at from event order by id desc limit 100) newest`)
  const { now = 0, ahead = 0 } = rows[0] ?? {}
  const apart = Math.abs(now - Date.now() / 1000)
  if (apart > clockToleranceSeconds)
    return { state: 'to mend', line: `clock: ${Math.round(apart)} s from that of the database` }
  if (ahead > clockToleranceSeconds)
    return { state: 'to mend', line: `clock: the newest event is ${Math.round(ahead)} s ahead of it` }
  return { state: 'ok', line: `clock: ${new Date().toISOString()}` }
}

async function* backlog(client: pg.Client, inUse: boolean): AsyncGenerator<Diagnostic> {
  const { events, jobs } = await readBacklog(client)
  yield waiting('events to dispatch', events.count, events.oldestSeconds, inUse)
  yield waiting('jobs due', jobs.due, jobs.oldestSeconds, inUse)
  yield { state: 'ok', line: `jobs for later: ${jobs.later}` }
  if (jobs.failed > 0) yield { state: 'to mend', line: `jobs given up: ${jobs.failed}; the log says why` }
}

/** Returns a finding about waiting work, which is only noted while Guichet is stopped. */
function waiting(what: string, count: number, seconds: number, inUse: boolean): Diagnostic {
  if (count === 0) return { state: 'ok', line: `${what}: none` }
  const line = `${what}: ${count}, the oldest since ${Math.max(0, Math.round(seconds))} s`
  if (!inUse) return { state: 'note', line: `${line}; Guichet is stopped` }
  return { state: seconds > waitedTooLongSeconds ? 'to mend' : 'ok', line }
}

async function* mail(url: string, env: Env, inUse: boolean): AsyncGenerator<Diagnostic> {
  const { db, close } = openDatabase(url, { max: 1 })
  try {
    const environment = { smtpUrl: env.SMTP_URL, sender: env.MAIL_FROM, publicUrl: env.PUBLIC_URL }
    const { waiting: count, refused, held, hasOutlet, lateSeconds } = await readMailHealth(db, environment)
    if (hasOutlet) yield { state: 'ok', line: 'mail: a server and a sender are set' }
    else yield { state: 'note', line: 'mail: no server or no sender is set; news waits (Réglages, Mails)' }
    if (held) yield { state: 'note', line: 'mail: held since a restore, until an administrator releases it' }
    const isSent = hasOutlet && !held && inUse
    if (isSent) yield waiting('mails to send', count, lateSeconds, true)
    else yield { state: count > 0 ? 'note' : 'ok', line: `mails to send: ${count}` }
    yield { state: refused > 0 ? 'note' : 'ok', line: `mails refused: ${refused}` }
  } finally {
    await close()
  }
}

const fewSubmissions = 10

/** Finds senders with one address: behind an untrusted proxy, all visitors seem to be one. */
async function* senders(client: pg.Client, env: Env): AsyncGenerator<Diagnostic> {
  if (env.TRUSTED_PROXIES) return
  const { rows } = await client.query<{ count: number; addresses: number }>(`
    select count(*)::int as count, count(distinct address_hash)::int as addresses
    from (select address_hash from form_submission order by created_at desc limit 1000) newest`)
  const { count = 0, addresses = 0 } = rows[0] ?? {}
  if (count < fewSubmissions || addresses > 1) return
  const line = `all ${count} newest form submissions come from one address: set TRUSTED_PROXIES to that of your proxy`
  yield { state: 'to mend', line }
}

async function* referencedFiles(
  client: pg.Client,
  fileLocation: FileLocation,
  { files, report }: { files: boolean; report: ReportProgress },
): AsyncGenerator<Diagnostic> {
  const cited = await findReferencedFiles(client)
  let faults = 0
  for (const sha256 of cited) {
    const fault = await faultOf(fileLocation, sha256, files)
    report('Looking at files', 0)
    if (!fault) continue
    faults++
    yield { state: 'to mend', line: `file ${fault}: files/${sha256.slice(0, 2)}/${sha256}` }
  }
  const looked = files ? 'read and sound' : 'there; --files reads them'
  if (faults === 0) yield { state: 'ok', line: `files cited: ${cited.size}, all ${looked}` }
}

async function faultOf(
  fileLocation: FileLocation,
  sha256: string,
  read: boolean,
): Promise<'missing' | 'altered' | null> {
  if (!read && fileLocation.bucket) return (await fileLocation.bucket.has(sha256)) ? null : 'missing'
  const file = await findFile(fileLocation, sha256)
  if (!file) return 'missing'
  if (!read) return null
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex') === sha256 ? null : 'altered'
}

async function fileStore(bucket: Bucket): Promise<Diagnostic> {
  const fault = await bucket.check().then(
    () => null,
    (error: Error) => error.message,
  )
  return { state: fault ? 'to mend' : 'ok', line: `file store: ${fault ?? 'it answers'}` }
}
