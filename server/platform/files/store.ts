import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../app-error.ts'
import { diskReserve, freeBytes } from '../monitoring/storage.ts'
import { type FileLocation, filePath, findFile } from './find-file.ts'
import { syncFolder } from './sync-folder.ts'

/** Completely received file that is not stored yet. */
export type ReceivedFile = { path: string; sha256: string; size: number }

/** Maximum age of an incomplete file. In a shared folder a younger one may belong to another process. */
const maxArrivalMs = 3_600_000

/** Time for which a copy from the bucket is kept beside the server. */
const copyLifetimeMs = 7 * 24 * 3_600_000

/**
 * Opens the store of files, named by content under `files/` of the data folder: `ab/abcdef…` is the SHA-256 of the bytes.
 * File and name are on the disk before place() resolves. `tmp/` holds incomplete files, `previews/` those that can be made
 * again. With a bucket, files are stored there, and the folder holds copies of recently used ones.
 * @param options.alone whether no other process uses the folder, so that incomplete files come from a dead one
 * @param options.limit maximum size of a file in bytes
 */
export async function openFiles(options: FileLocation & { alone: boolean; limit: number }) {
  const { dataDir, bucket } = options
  const root = path.join(dataDir, 'files')
  const arriving = path.join(root, 'tmp')
  const previews = path.join(root, 'previews')
  for (const folder of [arriving, previews]) await mkdir(folder, { recursive: true, mode: 0o700 })
  await syncFolder(dataDir)
  await deleteIncomplete(arriving, options.alone ? 0 : maxArrivalMs)

  const placeOf = (sha256: string) => filePath(dataDir, sha256)
  const previewOf = (sha256: string, name: string) => path.join(previews, sha256.slice(0, 2), `${sha256}-${name}.webp`)

  async function place({ path: from }: Pick<ReceivedFile, 'path'>, to: string) {
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
    await rename(from, to)
    await syncFolder(path.dirname(to))
    await syncFolder(path.dirname(path.dirname(to)))
  }

  return {
    limit: options.limit,
    /** Returns the number of free bytes on the disk that receives files. */
    freeBytes: () => freeBytes(dataDir),
    /**
     * Receives a file. Nothing remains when the bytes stop early.
     * @param declaredSize size if known, which refuses a file that is too large before its first byte
     * @throws AppError payload_too_large, storage_full; invalid for an empty file; BucketError
     */
    async receive(bytes: AsyncIterable<Buffer>, declaredSize: number | null = null): Promise<ReceivedFile> {
      if (declaredSize !== null && declaredSize > options.limit) throw tooLarge(options.limit)
      if ((await freeBytes(dataDir)) - (declaredSize ?? options.limit) < diskReserve) throw new AppError('storage_full')
      const file = path.join(arriving, randomUUID())
      try {
        const handle = await open(file, 'wx', 0o600)
        try {
          const { sha256, size } = await write(handle, bytes, options.limit)
          await handle.sync()
          // Before the caller's transaction, because it can take long.
          await bucket?.put(sha256, file, size)
          return { path: file, sha256, size }
        } finally {
          await handle.close()
        }
      } catch (error) {
        await rm(file, { force: true })
        throw isFull(error) ? new AppError('storage_full') : error
      }
    },
    /** Moves a file to its place; equal content is stored once. The caller prevents its removal meanwhile. */
    async place(received: ReceivedFile) {
      const { sha256, path: file, size } = received
      // A cleanup that saw no row for this content may have removed it since it was received.
      if (bucket && !(await bucket.has(sha256))) await bucket.put(sha256, file, size)
      await place(received, placeOf(sha256))
    },
    discard: ({ path: file }: ReceivedFile) => rm(file, { force: true }),
    /** Returns the path of a file for reading. Throws AppError not_found. */
    async find(sha256: string): Promise<string> {
      const file = await findFile(options, sha256)
      if (file === null) throw new AppError('not_found')
      return file
    },
    previewOf,
    /** Moves a preview to its place. */
    placePreview: (from: string, to: string) => place({ path: from }, to),
    temporary: () => path.join(arriving, randomUUID()),
    async remove(sha256: string) {
      await bucket?.remove(sha256)
      await rm(placeOf(sha256), { force: true })
      const folder = path.join(previews, sha256.slice(0, 2))
      const made = await readdir(folder).catch(() => [])
      for (const name of made) if (name.startsWith(sha256)) await rm(path.join(folder, name), { force: true })
    },
    /** Yields contents placed more than `ageMs` ago, one folder at a time. */
    async *listOlderThan(ageMs: number): AsyncGenerator<string[]> {
      if (bucket) yield* bucket.listOlderThan(ageMs)
      for (const shard of await readdir(root)) {
        if (!/^[0-9a-f]{2}$/.test(shard)) continue
        yield await listNamesOlderThan(path.join(root, shard), ageMs)
      }
    },
    /** Deletes old copies, which are fetched again when needed. */
    async deleteOldCopies() {
      if (!bucket) return
      for (const shard of await readdir(root))
        if (/^[0-9a-f]{2}$/.test(shard))
          for (const name of await listNamesOlderThan(path.join(root, shard), copyLifetimeMs))
            await rm(placeOf(name), { force: true })
    },
    deleteIncomplete: () => deleteIncomplete(arriving, maxArrivalMs),
  }
}
export type Files = Awaited<ReturnType<typeof openFiles>>

async function write(handle: FileHandle, bytes: AsyncIterable<Buffer>, limit: number) {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    hash.update(chunk)
    await handle.writeFile(chunk)
  }
  if (size === 0) throw new AppError('invalid', { fields: [{ path: 'body', problem: 'an empty file' }] })
  return { sha256: hash.digest('hex'), size }
}

const tooLarge = (limit: number) => new AppError('payload_too_large', { limit })

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

async function deleteIncomplete(folder: string, ageMs: number): Promise<void> {
  for (const name of await listNamesOlderThan(folder, ageMs)) await rm(path.join(folder, name), { force: true })
}

/** Lists files older than an age. Ignores files deleted meanwhile. */
async function listNamesOlderThan(folder: string, ageMs: number): Promise<string[]> {
  const before = Date.now() - ageMs
  const old: string[] = []
  for (const name of await readdir(folder)) {
    const found = await stat(path.join(folder, name)).catch(() => null)
    if (found && found.mtimeMs <= before) old.push(name)
  }
  return old
}
