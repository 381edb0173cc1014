import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Bucket } from './bucket.ts'

/** Where files lie: in a folder, or in a bucket of which the folder holds copies. */
export type Shelf = { dataDir: string; bucket: Bucket | null }

/** Where a file of this content lies in the folder. */
export function fileOf(dataDir: string, sha256: string): string {
  return path.join(dataDir, 'files', sha256.slice(0, 2), sha256)
}

/**
 * A file of this content in the folder, copied from the bucket first when it lies only there. Null when it lies nowhere.
 * @throws Error when what the bucket holds is not what was put there
 */
export async function findFile({ dataDir, bucket }: Shelf, sha256: string): Promise<string | null> {
  const file = fileOf(dataDir, sha256)
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
    if (hash.digest('hex') !== sha256) throw new Error(`The file store holds something else as ${sha256}`)
    await rename(arriving, file)
    return file
  } finally {
    await rm(arriving, { force: true })
  }
}
