import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type FileLocation, findFile } from '../files/find-file.ts'
import { syncFolder } from '../files/sync-folder.ts'
import { createSecrets } from '../secrets.ts'
import { openArchive, requireUnaltered, splitIntoParts, writeArchive } from './archive.ts'
import { checkBackup } from './check-backup.ts'
import type { BackupLock } from './encryption.ts'
import {
  filePrefix,
  formatVersion,
  headName,
  keysName,
  type Manifest,
  manifestName,
  type ReportProgress,
  signManifest,
  tablePrefix,
} from './format.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'
import type { TarEntry } from './tar.ts'

export type BackupOptions = {
  databaseUrl: string
  /** Location of the files, which the backup includes. */
  fileLocation: FileLocation
  /** Path of the new backup. */
  file: string
  /** Version of this program. */
  guichet: string
  /** SQL conditions by table name for the rows to include; all rows of other tables. */
  keeps: Readonly<Record<string, string>>
  /** Encrypts the backup; null leaves it unencrypted. */
  lock: BackupLock | null
  /** Keys of the secrets in the tables, with the ids of those needed. Only an encrypted backup includes the keys. */
  secretKeys: { keys: readonly string[]; needed: string[] }
  report: ReportProgress
}

/**
 * Creates a file with everything that the installation holds at one moment, while others work. It gets its name only after
 * it was written to the disk and read back completely; until then, and after a failure, at most `FILE.partial` exists.
 */
export async function createBackup(options: BackupOptions): Promise<Manifest> {
  const { file, report } = options
  if (existsSync(file)) throw new Error(`${file} already exists: a backup never overwrites another.`)
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

type WrittenBackup = Pick<BackupOptions, 'lock' | 'report'> & { made: Manifest | undefined }

/** Reads the backup back: completely, or byte by byte when it is encrypted for a key that is not here. */
async function readBack(file: string, sha256: string, { lock, report, made }: WrittenBackup): Promise<Manifest> {
  if (lock === null || 'passphrase' in lock) return checkBackup(await openArchive(file, lock ?? {}), report)
  await requireUnaltered(file, sha256)
  if (!made) throw new Error(`${file} does not match its manifest.`)
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
  const missing = await snapshot.stillReferenced(files.missing)
  const tables = read.map((counted) => counted())
  const { migrations, sequences } = snapshot
  const unproven: Manifest = {
    ...head,
    secretKeys: needed,
    migrations,
    tables,
    sequences,
    files: { ...files, missing },
  }
  const manifest = keys.length > 0 ? signManifest(createSecrets(keys), unproven) : unproven
  made.manifest = manifest
  yield jsonEntry(manifestName, manifest)
}

const jsonEntry = (name: string, value: unknown) => textEntry(name, JSON.stringify(value, null, 1))

function textEntry(name: string, text: string): TarEntry {
  const content = Buffer.from(`${text}\n`)
  return { name, size: content.length, content: [content] }
}

async function* entriesOfTable(snapshot: Snapshot, table: Snapshot['tables'][number], report: ReportProgress) {
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
  yield* splitIntoParts(tablePrefix + table.name, hashed())
  const sha256 = hash.digest('hex')
  return () => ({ ...table, rows: rows.rowCount, bytes, sha256 })
}

/** Yields the files. A missing or altered file is listed in the manifest and does not prevent the backup. */
async function* entriesOfFiles({ referencedFiles }: Snapshot, { fileLocation, report }: BackupOptions) {
  const files: Manifest['files'] = { count: 0, bytes: 0, missing: [], altered: [] }
  for (const sha256 of referencedFiles) {
    const file = await findFile(fileLocation, sha256)
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
