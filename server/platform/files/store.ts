import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../app-error.ts'
import { diskReserve, freeBytes } from '../monitoring/storage.ts'
import { fileOf, findFile, type Shelf } from './find-file.ts'
import { syncFolder } from './sync-folder.ts'

/** A file that has arrived whole, not yet in its place. */
export type Received = { path: string; sha256: string; size: number }

/** What a process that died left behind may be of one that lives, when several share the folder: a file lasts no longer. */
const longestArrivalMs = 3_600_000

/** A copy of what is in the bucket is kept beside the server for so long. */
const copiedForMs = 7 * 24 * 3_600_000

/**
 * Files named by their content, under `files/` of the data folder: `ab/abcdef…` is the SHA-256 of its bytes. What is
 * placed is on the disk, its name too, before place() resolves. `tmp/` holds what is arriving, `previews/` what can be
 * made again. With a bucket, that is where they are kept, and the folder holds copies of those that were lately used.
 * @param options.alone no other process uses the folder: whatever is arriving was left by a process that died
 * @param options.limit bytes of one file
 */
export async function openFiles(options: Shelf & { alone: boolean; limit: number }) {
  const { dataDir, bucket } = options
  const root = path.join(dataDir, 'files')
  const arriving = path.join(root, 'tmp')
  const previews = path.join(root, 'previews')
  for (const folder of [arriving, previews]) await mkdir(folder, { recursive: true, mode: 0o700 })
  await syncFolder(dataDir)
  await forgetArrivals(arriving, options.alone ? 0 : longestArrivalMs)

  const placeOf = (sha256: string) => fileOf(dataDir, sha256)
  const previewOf = (sha256: string, name: string) => path.join(previews, sha256.slice(0, 2), `${sha256}-${name}.webp`)

  async function place({ path: from }: Pick<Received, 'path'>, to: string) {
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
    await rename(from, to)
    await syncFolder(path.dirname(to))
    await syncFolder(path.dirname(path.dirname(to)))
  }

  return {
    limit: options.limit,
    /** Returns how many bytes are left on the disk that files arrive on. */
    freeBytes: () => freeBytes(dataDir),
    /**
     * Takes bytes in as they come. Nothing stays when they stop before their end.
     * @param declaredSize how many are to come, when that is known: too many are refused before the first
     * @throws AppError payload_too_large, storage_full; invalid when there are none; BucketError
     */
    async receive(bytes: AsyncIterable<Buffer>, declaredSize: number | null = null): Promise<Received> {
      if (declaredSize !== null && declaredSize > options.limit) throw tooLarge(options.limit)
      if ((await freeBytes(dataDir)) - (declaredSize ?? options.limit) < diskReserve) throw new AppError('storage_full')
      const file = path.join(arriving, randomUUID())
      try {
        const handle = await open(file, 'wx', 0o600)
        try {
          const { sha256, size } = await write(handle, bytes, options.limit)
          await handle.sync()
          // Before anybody's transaction: it may take long.
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
    /** Gives it the name of its content. The same content is there once; the caller holds off its removal meanwhile. */
    async place(received: Received) {
      const { sha256, path: file, size } = received
      // It may have been removed since it was received, by who saw no row that cites it.
      if (bucket && !(await bucket.has(sha256))) await bucket.put(sha256, file, size)
      await place(received, placeOf(sha256))
    },
    discard: ({ path: file }: Received) => rm(file, { force: true }),
    /** A file of this content to be read. Throws AppError not_found when it lies nowhere. */
    async find(sha256: string): Promise<string> {
      const file = await findFile(options, sha256)
      if (file === null) throw new AppError('not_found')
      return file
    },
    previewOf,
    /** A preview made in a file of its own, put where it is looked for. */
    placePreview: (from: string, to: string) => place({ path: from }, to),
    temporary: () => path.join(arriving, randomUUID()),
    async remove(sha256: string) {
      await bucket?.remove(sha256)
      await rm(placeOf(sha256), { force: true })
      const folder = path.join(previews, sha256.slice(0, 2))
      const made = await readdir(folder).catch(() => [])
      for (const name of made) if (name.startsWith(sha256)) await rm(path.join(folder, name), { force: true })
    },
    /** The contents placed more than so many milliseconds ago, a folder at a time. */
    async *placedBefore(ageMs: number): AsyncGenerator<string[]> {
      if (bucket) yield* bucket.placedBefore(ageMs)
      for (const shard of await readdir(root)) {
        if (!/^[0-9a-f]{2}$/.test(shard)) continue
        yield await olderThan(path.join(root, shard), ageMs)
      }
    },
    /** Copies that came long ago; they come again when they are asked for. */
    async forgetCopies() {
      if (!bucket) return
      for (const shard of await readdir(root))
        if (/^[0-9a-f]{2}$/.test(shard))
          for (const name of await olderThan(path.join(root, shard), copiedForMs))
            await rm(placeOf(name), { force: true })
    },
    forgetArrivals: () => forgetArrivals(arriving, longestArrivalMs),
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

async function forgetArrivals(folder: string, ageMs: number): Promise<void> {
  for (const name of await olderThan(folder, ageMs)) await rm(path.join(folder, name), { force: true })
}

/** Files that vanish while one looks are none. */
async function olderThan(folder: string, ageMs: number): Promise<string[]> {
  const before = Date.now() - ageMs
  const old: string[] = []
  for (const name of await readdir(folder)) {
    const found = await stat(path.join(folder, name)).catch(() => null)
    if (found && found.mtimeMs <= before) old.push(name)
  }
  return old
}
