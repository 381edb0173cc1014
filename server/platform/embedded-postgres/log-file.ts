import { type FileHandle, open, readFile, rename, stat, truncate } from 'node:fs/promises'

const maxLogBytes = 10 * 1024 * 1024

/**
 * Opens a log for appending. A long one first becomes the previous log (`.1`), replacing it. PostgreSQL writes to the file
 * directly, so that its log survives Guichet.
 */
export async function openLog(file: string): Promise<FileHandle> {
  if ((await sizeOf(file)) > maxLogBytes) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600)
}

/** Truncates the log of a long-running PostgreSQL. This is safe, since PostgreSQL only appends. */
export async function emptyLogIfLong(file: string): Promise<void> {
  if ((await sizeOf(file)) > maxLogBytes) await truncate(file)
}

/** Reads at most the last ten lines written after the first `from` bytes. */
export async function readLogSince(file: string, from: number): Promise<string> {
  const content = await readFile(file).catch(() => Buffer.alloc(0))
  return content.subarray(from).toString('utf8').trimEnd().split('\n').slice(-10).join('\n')
}

/** Returns the size in bytes, 0 without a file. */
export async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}
