import { type FileHandle, open, readFile, rename, stat, truncate } from 'node:fs/promises'

const largestLog = 10 * 1024 * 1024

/**
 * Opened to append. A long file becomes the previous one (`.1`), which is then lost.
 * PostgreSQL writes to it directly and not through Guichet, whose death would leave it without a log.
 */
export async function openLog(file: string): Promise<FileHandle> {
  if ((await sizeOf(file)) > largestLog) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600)
}

/** Keeps the log of a PostgreSQL that runs for months within its size: it only appends, so emptying the file is safe. */
export async function emptyLogIfLong(file: string): Promise<void> {
  if ((await sizeOf(file)) > largestLog) await truncate(file)
}

/** What was written since the file had `from` bytes, at most its last ten lines. */
export async function readLogSince(file: string, from: number): Promise<string> {
  const content = await readFile(file).catch(() => Buffer.alloc(0))
  return content.subarray(from).toString('utf8').trimEnd().split('\n').slice(-10).join('\n')
}

/** In bytes; 0 when there is no file. */
export async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}
