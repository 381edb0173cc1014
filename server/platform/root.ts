import { existsSync } from 'node:fs'

/** Folder of this program, the one with package.json: for the sources and for the bundle, which stands deeper or less deep. */
export const root = findRoot(new URL('./', import.meta.url))

function findRoot(folder: URL): URL {
  const above = new URL('../', folder)
  if (existsSync(new URL('package.json', folder)) || above.href === folder.href) return folder
  return findRoot(above)
}
