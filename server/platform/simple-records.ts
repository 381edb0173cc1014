import { sql, type UpdateResult } from 'kysely'
import { z } from 'zod'
import type { RecordChanges } from '../../contract/event-data/common.ts'
import type { EventData } from '../../contract/event-data/index.ts'
import type { EventName } from '../../contract/events.ts'
import { AppError } from './app-error.ts'
import { type ArchivableRecordTable, isArchived, updateArchived } from './archived-rows.ts'
import type { Ctx } from './context.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Db, Tx } from './database.ts'
import { record } from './record.ts'
import { transact } from './transact.ts'

/** Cursor of lists by name: the name and id of the last record of the page before. */
const NameCursor = z.tuple([
  z
    .string()
    .max(500)
    .refine((name) => !name.includes('\u0000')),
  z.uuid(),
])

function readNameCursor(after: string | undefined): [string, string] | null {
  return after === undefined ? null : readCursor(NameCursor, after)
}

type ListQuery = { archived?: 'true' | undefined; sort: 'name' | 'newest'; after?: string | undefined }

/** Returns the clauses of a list, by name (served by an index of names) or newest first (by the primary key). */
export function listClauses({ archived, sort, after }: ListQuery, table: ArchivableRecordTable, nameColumn: string) {
  const [id, name] = [sql.ref(`${table}.id`), sql.ref(`${table}.${nameColumn}`)]
  const place = readNameCursor(after)
  const isShown = isArchived(table, archived === 'true')
  if (sort === 'newest')
    return {
      isShown,
      isAfter: place ? sql<boolean>`${id} < ${place[1]}::uuid` : sql<boolean>`true`,
      order: sql`${id} desc`,
    }
  return {
    isShown,
    isAfter: place ? sql<boolean>`(${name}, ${id}) > (${place[0]}, ${place[1]}::uuid)` : sql<boolean>`true`,
    order: sql`${name}, ${id}`,
  }
}

/** Drops the additional row that tells whether there is a next page. */
export function toNamedPage<T extends { id: string; sort_name: string }>(rows: T[], limit: number) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ sort_name: _, ...row }) => row),
    next: rows.length > limit && last ? writeCursor([last.sort_name, last.id]) : null,
  }
}

/** Events whose data is a list of changed fields. */
type RecordChangeEvent = { [N in EventName]: RecordChanges extends EventData<N> ? N : never }[EventName]

type RecordChange<T> = {
  name: RecordChangeEvent
  id: string
  /** Version that the author saw. */
  version: number
  /** Reads the record for display; throws not_found. */
  read: () => Promise<T>
  /** Runs UPDATE … WHERE id = … AND version = …, which sets the next version. */
  write: () => Promise<UpdateResult>
}

/**
 * Changes a record and writes an event with the old and new values of its fields. Throws not_found, or conflict with the
 * name of the person who changed it first.
 */
export async function changeRecord<T extends object>(tx: Tx, ctx: Ctx, change: RecordChange<T>): Promise<T> {
  const { name, id, version, read, write } = change
  const before = await read()
  const { numUpdatedRows } = await write()
  if (numUpdatedRows === 0n) throw new AppError('conflict', { fields: [], by: await lastChangedBy(tx, id) })
  const after = await read()
  await record(tx, ctx, name, { id, version: version + 1, data: { changes: differences(before, after) } })
  return after
}

function differences<T extends object>(before: T, after: T) {
  const fields = (Object.keys(after) as (keyof T)[]).filter((field) => field !== 'version')
  return fields
    .map((field) => ({ field, from: before[field], to: after[field] }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to))
}

/** Returns the name of the last editor, for the conflict message. */
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

export type ArchivableRecord = { version: number; archived: boolean; mergedInto?: string | null }

/** Kind of record that can be archived. */
export type ArchivableKind<T> = {
  table: ArchivableRecordTable
  changeEvent: RecordChangeEvent
  /** Reads a record for display; throws not_found. */
  read: (db: Db | Tx, id: string) => Promise<T>
}

/** Archives or restores a record, as a change. Throws not_found, also when it is in that state already or was merged. */
export async function archiveRecord<T extends ArchivableRecord>(
  ctx: Ctx,
  { table, changeEvent, read }: ArchivableKind<T>,
  id: string,
  archived: boolean,
): Promise<T> {
  return transact(ctx, async (tx) => {
    const before = await read(tx, id)
    if (before.archived === archived || before.mergedInto) throw new AppError('not_found')
    const { version } = before
    return changeRecord(tx, ctx, {
      name: changeEvent,
      id,
      version,
      read: () => read(tx, id),
      write: () =>
        updateArchived(tx, table, id, archived)
          .set({ version: version + 1 })
          .where('version', '=', version)
          .executeTakeFirst(),
    })
  })
}

/**
 * Returns the fields of the remaining record that the merged one fills in; notes of both are kept. An external reference
 * is taken over once the merged record has lost it.
 */
export function listFilledFields<T extends object>(from: T, into: T, names: readonly (keyof T)[]): Partial<T> {
  const filled: Partial<T> = {}
  for (const name of names) {
    const isEmpty = into[name] === null || into[name] === ''
    const isGiven = from[name] !== null && from[name] !== ''
    if (isEmpty && isGiven) filled[name] = from[name]
    else if (name === 'notes' && isGiven && from[name] !== into[name])
      filled[name] = `${into[name]}\n\n${from[name]}`.slice(0, 10_000) as T[keyof T]
  }
  return filled
}
