import { LRUCache } from 'lru-cache'
import type { Db } from './database.ts'

/**
 * State of a database row. PostgreSQL stores with each state the number of the transaction that wrote it, which queries
 * read as `xmin`. Two committed states of a row have different numbers.
 */
export type RowState = { id: string; xmin: string }

/**
 * Function that loads rows by id in their current state. Rows that no longer exist, or that the reader may not see,
 * are missing.
 */
type LoadRows<Row> = (ids: string[]) => Promise<Row[]>

/** Function that reads the rows of some states, by id. A loaded row may be newer than the requested state. */
export type ReadRows<Row> = (db: Db, states: readonly RowState[], load: LoadRows<Row>) => Promise<Map<string, Row>>

/**
 * Opens a cache of rows that needs no invalidation: queries pass the states that they found, and a row in another state
 * is loaded again. A cached value must therefore change only together with its `xmin`.
 * @param max maximum number of rows per database; the least recently read ones are dropped first
 */
export function openRowCache<Row extends RowState>(max: number): ReadRows<Row> {
  const caches = new WeakMap<Db, LRUCache<string, Row>>()

  return async (db, states, load) => {
    // A transaction may write a row twice under one number.
    if (db.isTransaction) throw new Error('A cache of rows is not read within a transaction')
    const cache = caches.get(db) ?? new LRUCache<string, Row>({ max })
    caches.set(db, cache)
    const rows = new Map<string, Row>()
    const missing: string[] = []
    for (const { id, xmin } of states) {
      const row = cache.get(id)
      if (row?.xmin === xmin) rows.set(id, row)
      else missing.push(id)
    }
    if (missing.length === 0) return rows
    for (const row of await load(missing)) {
      cache.set(row.id, row)
      rows.set(row.id, row)
    }
    return rows
  }
}
