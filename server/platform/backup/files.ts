import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type FileLocation, filePath } from '../files/find-file.ts'
import { syncFolder } from '../files/sync-folder.ts'

/** Tells whether the folder holds any files. */
export async function hasFiles(dataDir: string): Promise<boolean> {
  const folder = path.join(dataDir, 'files')
  if (!existsSync(folder)) return false
  return (await readdir(folder)).some((name) => /^[0-9a-f]{2}$/.test(name))
}

/** Stores a file under its name once it is complete and on the disk, and in the bucket if there is one. */
export async function storeFile(
  { dataDir, bucket }: FileLocation,
  sha256: string,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`${sha256} is not a valid name of a file.`)
  const file = filePath(dataDir, sha256)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await pipeline(content, createWriteStream(`${file}.partial`, { mode: 0o600, flush: true }))
  await bucket?.put(sha256, `${file}.partial`, (await stat(`${file}.partial`)).size)
  await rename(`${file}.partial`, file)
  for (const folder of [path.dirname(file), path.join(dataDir, 'files'), dataDir]) await syncFolder(folder)
}
