import path from 'node:path'
import type { Plugin } from 'vite'
import { root } from './builds.ts'

/** Group of modules that share a chunk: their paths from the root begin with one of `of`, and with none of `but`. */
type ChunkGroup = { name: string; priority?: number; of: readonly string[]; but?: readonly string[] }

/** Returns the path of a module from the root; Vite's own modules are named after a zero byte. */
function modulePath(id: string): string {
  return id.startsWith('\0') ? id.slice(1) : path.relative(root, id).split(path.sep).join('/')
}

const matches = (prefixes: readonly string[], file: string) => prefixes.some((prefix) => file.startsWith(prefix))

/** Returns groups for the bundler. */
export const toCodeSplitting = (groups: readonly ChunkGroup[]) =>
  groups.map(({ name, priority, of, but = [] }) => ({
    name,
    ...(priority !== undefined && { priority }),
    test: (id: string) => matches(of, modulePath(id)) && !matches(but, modulePath(id)),
  }))

/**
 * Returns the paths of groups that are the beginning of no module: of files that were renamed or are no longer used.
 */
export function listUnused(groups: readonly ChunkGroup[], ids: readonly string[]): string[] {
  const files = ids.map(modulePath)
  const named = groups.flatMap(({ of, but = [] }) => [...of, ...but])
  return named.filter((prefix) => !files.some((file) => file.startsWith(prefix)))
}

/** Fails a build whose groups name a file that is not part of it. */
export const refuseUnusedGroups = (groups: readonly ChunkGroup[]): Plugin => ({
  name: 'refuse-unused-groups',
  generateBundle() {
    const unused = listUnused(groups, [...this.getModuleIds()])
    if (unused.length > 0) this.error(`The groups of chunks name what is not in the build: ${unused.join(', ')}`)
  },
})
