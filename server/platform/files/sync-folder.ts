import { open } from 'node:fs/promises'

/** A new name in a folder survives a power cut once the folder itself is on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows opens no folder, and orders its renames itself
  await using handle = await open(folder)
  await handle.sync()
}
