import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { findFile, type Shelf } from '../files/find-file.ts'
import { syncFolder } from '../files/sync-folder.ts'
import { secretsOf } from '../secrets.ts'
import { inParts, openArchive, requireWritten, writeArchive } from './archive.ts'
import { checkBackup } from './check-backup.ts'
import type { BackupLock } from './encryption.ts'
import {
  filePrefix,
  formatVersion,
  headName,
  keysName,
  type Manifest,
  manifestName,
  proveManifest,
  type Report,
  tablePrefix,
} from './format.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'
import type { TarEntry } from './tar.ts'

export type BackupOptions = {
  databaseUrl: string
  /** What lies beside the database: its files are taken too. */
  shelf: Shelf
  /** Must not be there yet. */
  file: string
  /** Of this program. */
  guichet: string
  /** Rows of tables that a backup keeps, as SQL conditions by table name; all rows of the others. */
  keeps: Readonly<Record<string, string>>
  /** Encrypts the file; null leaves it readable. */
  lock: BackupLock | null
  /** Keys of the secrets in the tables, and the ids of those that are needed. Only an encrypted file holds them too. */
  secretKeys: { keys: readonly string[]; needed: string[] }
  report: Report
}

/**
 * One file of all that the installation holds at one moment, made while others work. It bears its name only once it was
 * written to the disk and read back whole; whatever happens before, `FILE.partial` is all that may remain.
 */
export async function takeBackup(options: BackupOptions): Promise<Manifest> {
  const { file, report } = options
  if (existsSync(file)) throw new Error(`${file} exists already: a backup never overwrites another.`)
  const partial = `${file}.partial`
  await rm(partial, { force: true })
  const snapshot = await openSnapshot(options.databaseUrl, options.keeps)
  try {
    const made: { manifest?: Manifest } = {}
    const sha256 = await writeArchive(partial, entriesOf(snapshot, options, made), options.lock)
    const manifest = await readBack(partial, sha256, { ...options, made: made.manifest, report })
    await rename(partial, file)
    await syncFolder(path.dirname(file))
    return manifest
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await snapshot.close()
  }
}

type Written = Pick<BackupOptions, 'lock' | 'report'> & { made: Manifest | undefined }

/** Reads the file back: as a backup, or, when it is encrypted for a key that is not here, byte by byte. */
async function readBack(file: string, sha256: string, { lock, report, made }: Written): Promise<Manifest> {
  if (lock === null || 'passphrase' in lock) return checkBackup(await openArchive(file, lock ?? {}), report)
  await requireWritten(file, sha256)
  if (!made) throw new Error(`${file} does not hold what it says.`)
  return made
}

async function* entriesOf(
  snapshot: Snapshot,
  options: BackupOptions,
  made: { manifest?: Manifest },
): AsyncGenerator<TarEntry> {
  const head = { format: formatVersion, guichet: options.guichet, madeAt: new Date().toISOString() }
  yield jsonEntry(headName, head)
  const { keys, needed } = options.secretKeys
  if (options.lock !== null) yield textEntry(keysName, keys.join('\n'))
  const read: (() => Manifest['tables'][number])[] = []
  for (const table of snapshot.tables) read.push(yield* entriesOfTable(snapshot, table, options.report))
  const files = yield* entriesOfFiles(snapshot, options)
  const missing = await snapshot.stillCited(files.missing)
  const tables = read.map((counted) => counted())
  const { migrations, sequences } = snapshot
  const told: Manifest = {
    ...head,
    secretKeys: needed,
    migrations,
    tables,
    sequences,
    files: { ...files, missing },
  }
  const manifest = keys.length > 0 ? proveManifest(secretsOf(keys), told) : told
  made.manifest = manifest
  yield jsonEntry(manifestName, manifest)
}

const jsonEntry = (name: string, value: unknown) => textEntry(name, JSON.stringify(value, null, 1))

function textEntry(name: string, text: string): TarEntry {
  const content = Buffer.from(`${text}\n`)
  return { name, size: content.length, content: [content] }
}

async function* entriesOfTable(snapshot: Snapshot, table: Snapshot['tables'][number], report: Report) {
  const rows = snapshot.read(table)
  const hash = createHash('sha256')
  let bytes = 0
  async function* hashed() {
    for await (const chunk of rows as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
      report(`Reading ${table.name}`, bytes)
      yield chunk
    }
  }
  yield* inParts(tablePrefix + table.name, hashed())
  const sha256 = hash.digest('hex')
  return () => ({ ...table, rows: rows.rowCount, bytes, sha256 })
}

/** One that is missing or no longer what it was is told, and keeps no backup from being made. */
async function* entriesOfFiles({ citedFiles }: Snapshot, { shelf, report }: BackupOptions) {
  const files: Manifest['files'] = { count: 0, bytes: 0, missing: [], altered: [] }
  for (const sha256 of citedFiles) {
    const file = await findFile(shelf, sha256)
    if (!file) {
      files.missing.push(sha256)
      continue
    }
    const handle = await open(file)
    const hash = createHash('sha256')
    async function* content(stream: AsyncIterable<Buffer>) {
      for await (const chunk of stream) {
        hash.update(chunk)
        yield chunk
      }
    }
    try {
      const { size } = await handle.stat()
      const name = `${filePrefix}${sha256.slice(0, 2)}/${sha256}`
      yield { name, size, content: content(handle.createReadStream({ autoClose: false })) }
      files.count++
      files.bytes += size
    } finally {
      await handle.close()
    }
    if (hash.digest('hex') !== sha256) files.altered.push(sha256)
    report('Reading files', files.bytes)
  }
  return files
}
