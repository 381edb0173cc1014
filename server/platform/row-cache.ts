import { LRUCache } from 'lru-cache'
import type { Db } from './database.ts'

/**
 * One state of a database row. PostgreSQL gives each state the number of the transaction that wrote it, which a query
 * reads as `xmin`: two states of a row that was committed have different numbers.
 */
export type RowState = { id: string; xmin: string }

/** Loads rows by their ids, as they are now. A row that no longer exists, or that the reader may not see, is missing. */
type LoadRows<Row> = (ids: string[]) => Promise<Row[]>

/** Reads the rows of some states, by their ids. A row that was loaded may be newer than the state that asked for it. */
export type ReadRows<Row> = (db: Db, states: readonly RowState[], load: LoadRows<Row>) => Promise<Map<string, Row>>

/**
 * Opens a cache of rows that needs no news: a query says which states it found, and a row of another state is loaded
 * again. What a row holds must therefore change only together with its `xmin`.
 * @param max number of rows for each database, of which the least recently read ones are dropped first
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
