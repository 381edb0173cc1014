import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Database } from '../rows.gen.ts'
import type { Db } from './database.ts'

/** Tables whose rows have a name, and an id that is unique among all tables. */
export type NamedTable = {
  [T in keyof Database]: Database[T] extends { id: string; name: string } ? T : never
}[keyof Database]

export type NameCache = {
  read: (ids: Iterable<string | null>) => Promise<NameOf>
  /** Removes names that may have changed. */
  invalidate: (ids: Iterable<string>) => void
  /** Sets whether this process receives all news. Clears the cache either way. */
  hearNews: (isListening: boolean) => void
}

/** Function that returns the name of an id, or null for null and for unknown ids. */
export type NameOf = (id: string | null) => string | null

/** Maximum number of names, about 4 MB. */
const maxEntries = 20_000
/** Maximum age of a name, in case the news of its change was lost. */
const ttlMs = 60_000

const caches = new WeakMap<Db, NameCache>()

/**
 * Opens this process's cache of names, for readNames(). News drops a name before any stream sends it; while news may be
 * missed, names are read from the database each time.
 */
export function openNameCache(db: Db, tables: readonly NamedTable[]): NameCache {
  const names = new LRUCache<string, string>({ max: maxEntries, ttl: ttlMs, ttlResolution: 1_000 })
  /** Latest read in progress for each id. A read that is no longer here may be outdated and is not cached. */
  const reading = new Map<string, symbol>()
  let hearsNews = false

  async function readMissing(ids: string[]): Promise<Map<string, string>> {
    const run = Symbol()
    for (const id of ids) reading.set(id, run)
    try {
      const found = await readFrom(db, tables, ids)
      for (const [id, name] of found) if (hearsNews && reading.get(id) === run) names.set(id, name)
      return found
    } finally {
      for (const id of ids) if (reading.get(id) === run) reading.delete(id)
    }
  }

  const cache: NameCache = {
    async read(ids) {
      const known = new Map<string, string>()
      const missing = new Set<string>()
      for (const id of ids) {
        if (id === null || known.has(id)) continue
        const name = names.get(id)
        if (name === undefined) missing.add(id)
        else known.set(id, name)
      }
      const found = missing.size > 0 ? await readMissing([...missing]) : null
      return (id) => (id === null ? null : (known.get(id) ?? found?.get(id) ?? null))
    },
    invalidate(ids) {
      for (const id of ids) {
        names.delete(id)
        reading.delete(id)
      }
    },
    hearNews(isListening) {
      hearsNews = isListening
      names.clear()
      reading.clear()
    },
  }
  caches.set(db, cache)
  return cache
}

/** Returns the names of some ids, in at most one query. */
export function readNames(db: Db, ids: Iterable<string | null>): Promise<NameOf> {
  const cache = caches.get(db)
  if (!cache) throw new Error('Call openNameCache() first')
  return cache.read(ids)
}

/** Drops names that this process has just changed, so that it reads its own writes. */
export function invalidateNames(db: Db, ids: Iterable<string>): void {
  caches.get(db)?.invalidate(ids)
}

async function readFrom(db: Db, tables: readonly NamedTable[], ids: string[]): Promise<Map<string, string>> {
  const each = tables.map((table) => sql`select id, name from ${sql.table(table)} where id = any(${ids}::uuid[])`)
  const { rows } = await sql<{ id: string; name: string }>`${sql.join(each, sql` union all `)}`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
