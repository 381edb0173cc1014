import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../rows.gen.ts'
import { AppError } from './app-error.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Tx } from './database.ts'

/** Lists of records by name: `after` is the name and id of the last one of the page before. */
const NamePlace = z.tuple([
  z
    .string()
    .max(500)
    .refine((name) => !name.includes('\u0000')),
  z.uuid(),
])

export function readNamePlace(after: string | undefined): [string, string] | null {
  return after === undefined ? null : readCursor(NamePlace, after)
}

/** Cuts the one row too many that tells whether there is a next page. */
export function namedPage<T extends { id: string; sort_name: string }>(rows: T[], limit: number) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ sort_name: _, ...row }) => row),
    next: rows.length > limit && last ? writeCursor([last.sort_name, last.id]) : null,
  }
}

/**
 * After an UPDATE … WHERE version = … that touched no row: throws not_found, or conflict with the name of who changed
 * the record last.
 */
export async function refuseStale(tx: Tx, table: keyof Database, id: string) {
  const exists = await sql`select 1 from ${sql.table(table)} where id = ${id}`.execute(tx)
  if (exists.rows.length === 0) throw new AppError('not_found')
  throw new AppError('conflict', { fields: [], by: await lastChangedBy(tx, id) })
}

/** The name of who changed something last, for a readable conflict. */
async function lastChangedBy(tx: Tx, subjectId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('event')
    .innerJoin('user_account', 'user_account.id', 'event.actor_id')
    .select('user_account.name')
    .where('event.subject_id', '=', subjectId)
    .orderBy('event.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? null
}
