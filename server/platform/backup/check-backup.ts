import { createHash } from 'node:crypto'
import path from 'node:path'
import { type ArchiveSource, readArchive, requireSealed } from './archive.ts'
import {
  filePrefix,
  formatVersion,
  Head,
  headName,
  keysName,
  Manifest,
  manifestName,
  type ReportProgress,
  tablePrefix,
} from './format.ts'

type Content = AsyncIterable<Buffer> | Iterable<Buffer>

/**
 * Reads a whole backup and returns its manifest. Throws an error for the operator when the backup is incomplete or altered,
 * does not match its manifest, or has an unknown format.
 */
export async function checkBackup(source: ArchiveSource, report: ReportProgress): Promise<Manifest> {
  const { file } = source
  await requireSealed(source)
  const tables = new Map<string, string>()
  const files = { count: 0, bytes: 0, altered: [] as string[] }
  let manifest: Manifest | null = null
  let bytes = 0
  for await (const { name, content } of readArchive(source)) {
    if (name === headName) requireKnownFormat(file, Head.parse(await readJson(content)))
    else if (name === manifestName) manifest = Manifest.parse(await readJson(content))
    else {
      const found = await digest(content)
      bytes += found.bytes
      report('Checking', bytes)
      if (name.startsWith(tablePrefix)) tables.set(name.slice(tablePrefix.length), found.sha256)
      else if (name.startsWith(filePrefix)) {
        files.count++
        files.bytes += found.bytes
        if (found.sha256 !== path.posix.basename(name)) files.altered.push(path.posix.basename(name))
      }
    }
  }
  if (manifest && matchesManifest(manifest, tables, files)) return manifest
  throw new Error(`${file} does not match its manifest.`)
}

/** Reads the secret keys in a backup; none when it is not encrypted. */
export async function readBackupKeys(source: ArchiveSource): Promise<string[]> {
  for await (const { name, content } of readArchive(source)) {
    if (name === keysName) return (await readText(content)).split('\n').filter((line) => line !== '')
    if (name !== headName) break
    for await (const _ of content);
  }
  return []
}

function requireKnownFormat(file: string, { format, guichet }: Head): void {
  if (format <= formatVersion) return
  throw new Error(`${file} was made by a newer version of Guichet (${guichet}): install that version first.`)
}

const readJson = async (content: Content): Promise<unknown> => JSON.parse(await readText(content))

async function readText(content: Content): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function digest(content: Content) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of content) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

function matchesManifest(
  manifest: Manifest,
  tables: Map<string, string>,
  files: Pick<Manifest['files'], 'count' | 'bytes' | 'altered'>,
): boolean {
  const declaredFiles = manifest.files
  const sameTables =
    tables.size === manifest.tables.length && manifest.tables.every(({ name, sha256 }) => tables.get(name) === sha256)
  const sameFiles = files.count === declaredFiles.count && files.bytes === declaredFiles.bytes
  return sameTables && sameFiles && JSON.stringify(files.altered) === JSON.stringify(declaredFiles.altered)
}
