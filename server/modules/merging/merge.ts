import { sql } from 'kysely'
import { gainersShown, type MergeOrder, type MergePreview } from '../../../contract/merging.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { listFilledFields } from '../../platform/simple-records.ts'
import { transact } from '../../platform/transact.ts'

type MergeRecord = { id: string; version: number; archived: boolean; mergedInto: string | null }
export type Gainer = MergePreview['gainers'][number]
export type MovedCounts = Partial<Record<MergePreview['moves'][number]['what'], number>>
type Pair<T> = { from: T; into: T }

/** Rules for merging one kind of record. */
export type MergeRules<T extends MergeRecord> = {
  table: 'contact' | 'company' | 'equipment' | 'project'
  read: (db: Db | Tx, id: string) => Promise<T>
  /** Fields that the remaining record takes over where its own are empty. */
  fields: readonly (keyof T)[]
  countMoves: (db: Db | Tx, pair: Pair<T>) => Promise<MovedCounts>
  /** Finds clients who would see additional tickets. */
  findGainers: (db: Db | Tx, pair: Pair<T>) => Promise<Gainer[]>
  move: (tx: Tx, ctx: Ctx<Agent>, merged: Pair<T> & { filled: Partial<T> }) => Promise<void>
}

/** Previews a merge. Throws not_found, also for merged records and an archived target; invalid for a record with itself. */
export async function previewMerge<T extends MergeRecord>(
  db: Db | Tx,
  kind: MergeRules<T>,
  fromId: string,
  intoId: string,
): Promise<MergePreview> {
  const pair = await requirePair(db, kind, fromId, intoId)
  const moves = await kind.countMoves(db, pair)
  const gainers = (await kind.findGainers(db, pair)).filter(({ tickets }) => tickets > 0)
  return {
    moves: Object.entries(moves).flatMap(([what, count]) =>
      count > 0 ? [{ what: what as keyof MovedCounts, count }] : [],
    ),
    fields: Object.keys(listFilledFields(pair.from, pair.into, kind.fields)),
    gained: gainers.reduce((sum, { tickets }) => sum + tickets, 0),
    gainers: gainers.sort((a, b) => b.tickets - a.tickets).slice(0, gainersShown),
    versions: { from: pair.from.version, into: pair.into.version },
  }
}

/**
 * Merges two records in one transaction. Throws as previewMerge; conflict, and sight_grows when clients would gain more
 * sight than shown.
 */
export async function mergeRecords<T extends MergeRecord>(
  ctx: Ctx<Agent>,
  kind: MergeRules<T>,
  ids: { fromId: string; intoId: string },
  order: MergeOrder,
): Promise<{ id: string }> {
  return transact(ctx, async (tx) => {
    const { fromId, intoId } = ids
    await sql`
      select from ${sql.table(kind.table)} where id in (${fromId}::uuid, ${intoId}::uuid) order by id for update`.execute(
      tx,
    )
    const { from, into } = await requirePair(tx, kind, fromId, intoId)
    if (from.version !== order.versions.from || into.version !== order.versions.into)
      throw new AppError('conflict', { fields: [], by: null })
    const { gained } = await previewMerge(tx, kind, fromId, intoId)
    if (gained > order.gained) throw new AppError('sight_grows', { gained })
    await kind.move(tx, ctx, { from, into, filled: listFilledFields(from, into, kind.fields) })
    return { id: intoId }
  })
}

async function requirePair<T extends MergeRecord>(db: Db | Tx, kind: MergeRules<T>, fromId: string, intoId: string) {
  if (fromId === intoId) throw new AppError('invalid', { fields: [{ path: 'intoId', problem: 'another record' }] })
  const [from, into] = [await kind.read(db, fromId), await kind.read(db, intoId)]
  if (from.mergedInto !== null || into.archived) throw new AppError('not_found')
  return { from, into }
}
