import { open } from 'node:fs/promises'

/** Flushes a folder, after which new names in it survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows cannot open folders, and orders renames itself.
  await using handle = await open(folder)
  await handle.sync()
}
