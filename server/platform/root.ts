import { existsSync } from 'node:fs'

/** Folder of this program, which contains package.json, for the sources as for the bundle in dist/. */
export const root = findRoot(new URL('./', import.meta.url))

function findRoot(folder: URL): URL {
  const above = new URL('../', folder)
  if (existsSync(new URL('package.json', folder)) || above.href === folder.href) return folder
  return findRoot(above)
}
