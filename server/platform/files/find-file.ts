import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Bucket } from './bucket.ts'

/** Location of files: a folder, or a bucket whose copies are in the folder. */
export type FileLocation = { dataDir: string; bucket: Bucket | null }

/** Returns the path of a content in the folder. */
export function filePath(dataDir: string, sha256: string): string {
  return path.join(dataDir, 'files', sha256.slice(0, 2), sha256)
}

/**
 * Finds a file in the folder, after copying it from the bucket if necessary. Returns null when it exists nowhere.
 * @throws Error when the bucket's content does not match its hash
 */
export async function findFile({ dataDir, bucket }: FileLocation, sha256: string): Promise<string | null> {
  const file = filePath(dataDir, sha256)
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (isThere) return file
  const content = (await bucket?.get(sha256)) ?? null
  if (!content) return null
  const arriving = path.join(dataDir, 'files', 'tmp', randomUUID())
  for (const folder of [path.dirname(file), path.dirname(arriving)])
    await mkdir(folder, { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  try {
    await pipeline(
      content,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          yield chunk
        }
      },
      createWriteStream(arriving, { mode: 0o600 }),
    )
    if (hash.digest('hex') !== sha256) throw new Error(`The file store has another content as ${sha256}`)
    await rename(arriving, file)
    return file
  } finally {
    await rm(arriving, { force: true })
  }
}
