import { type Selectable, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import type { Database } from '../../rows.gen.ts'
import { type KnownRow, startComparison } from './known-again.ts'
import { readSource } from './read-source.ts'
import { ReadingRefused } from './reading-refused.ts'
import { type OpenTable, withTable } from './table-reader.ts'
import { passOver, takeEdit, takeRow } from './take-row.ts'
import type { Taking } from './words.ts'

/** A reading lasts no longer; what is left is for the next one, so that no other job waits for long. */
const longestMs = 60_000
const toldEvery = 20

/** Reads it, or says on it why not. True when rows are left for another reading. */
export async function readSpreadsheet(ctx: Ctx, dataDir: string, id: string, mostMs = longestMs): Promise<boolean> {
  const sheet = await ctx.db.selectFrom('spreadsheet').selectAll().where('id', '=', id).executeTakeFirst()
  if (!sheet) return false
  const began = new Date().toISOString()
  try {
    const bytes = await readSource(dataDir, {
      address: sheet.address,
      fileName: sheet.file_name,
      allowsPrivate: sheet.allows_private,
    })
    const sheetSettings = { ...takingOf(sheet), silent: sheet.read_at === null && !sheet.mails_past }
    const read = await withTable(bytes, { settings: sheetSettings, knownHash: sheet.content_hash }, async (table) => ({
      hash: table.hash,
      taken: await takeTable(ctx, sheet, sheetSettings, table, mostMs),
    }))
    const { hash, taken } = read ?? { hash: sheet.content_hash, taken: 'all' as const }
    if (taken === 'some') return true
    const isRead = taken === 'all' && { read_at: began, content_hash: hash }
    await end(ctx, sheet, { ...isRead, alert: null, alert_detail: null, alert_at: null })
  } catch (error) {
    if (error instanceof ReadingRefused) await end(ctx, sheet, alertOf(sheet, error, began))
    else {
      const isThrough = error instanceof RowsFailed && !passesOver(sheet)
      const refused = isThrough && new ReadingRefused('rows_failed', String(error.errors.length))
      await end(ctx, sheet, refused ? { read_at: sheet.read_at ?? began, ...alertOf(sheet, refused, began) } : {})
      throw error
    }
  }
  return false
}

/** Rows that could not be taken, once all others were. */
class RowsFailed extends AggregateError {}

/** Tells whether this reading only learns which rows are there already. */
const passesOver = (sheet: Sheet) => sheet.read_at === null && !sheet.takes_past

function alertOf(sheet: Sheet, { alert, detail }: ReadingRefused, now: string): Standing {
  const since = sheet.alert === alert && sheet.alert_at ? sheet.alert_at : now
  return { alert, alert_detail: detail, alert_at: since }
}

type Sheet = Selectable<Database['spreadsheet']>
type Standing = Partial<Pick<Sheet, 'read_at' | 'content_hash' | 'alert' | 'alert_detail' | 'alert_at'>>

/** That it cannot be read, or can again, is news for who looks after it. What was changed meanwhile is read anew. */
async function end(ctx: Ctx, { id, version, alert }: Sheet, standing: Standing): Promise<void> {
  const { content_hash, ...same } = standing
  const isSame = sql`version = ${version}`
  await transact(ctx, async (tx) => {
    await tx
      .updateTable('spreadsheet')
      .set({
        ...same,
        ...(content_hash && { content_hash: sql`case when ${isSame} then ${content_hash}::text end` }),
        ...{ asked_at: null, rows_done: null, rows_total: null },
        next_read_at: sql`case when ${isSame} then now() + every_minutes * interval '1 minute' else now() end`,
      })
      .where('id', '=', id)
      .execute()
    if (standing.alert === undefined || standing.alert === alert) return
    const data = { from: alert, to: standing.alert }
    await record(tx, ctx, 'spreadsheet.alert_changed', { subject: 'spreadsheet', id, data })
  })
}

export function takingOf(sheet: Sheet): Taking {
  const { id, name, kind, criticality } = sheet
  return {
    ...{ id, name, kind, criticality },
    columns: sheet.columns,
    dateOrder: sheet.date_order,
    timeZone: sheet.time_zone,
    identityOrder: sheet.identity_order,
    identityHasSender: sheet.identity_has_sender,
    verifiesAddresses: sheet.verifies_addresses,
    silent: false,
    teamId: sheet.team_id,
    createdBy: sheet.created_by,
  } as Taking
}

/**
 * Takes what is new in it: some of it when its time is over, or until somebody called it off. One row that fails stops
 * no other, and is tried again at the next reading.
 */
async function takeTable(
  ctx: Ctx,
  of: Sheet,
  sheet: Taking,
  table: OpenTable,
  mostMs: number,
): Promise<'all' | 'some' | 'called off'> {
  const works = await worksOf(ctx, sheet, table, { passesOver: passesOver(of) })
  const until = performance.now() + mostMs
  const failures: unknown[] = []
  for (const [done, work] of works.entries()) {
    if (done % toldEvery === 0) {
      if (done > 0 && performance.now() > until) return 'some'
      if (!(await goesOn(ctx.db, of, { done, total: works.length }))) return 'called off'
    }
    await work().catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new RowsFailed(failures, `${failures.length} rows of a spreadsheet failed`)
  return 'all'
}

/** Tells how far it is. False once it was paused, or removed. */
async function goesOn(
  db: Db,
  { id, paused }: Sheet,
  { done, total }: { done: number; total: number },
): Promise<boolean> {
  const row = await db
    .updateTable('spreadsheet')
    .set({ rows_done: done, rows_total: total })
    .where('id', '=', id)
    .returning('paused')
    .executeTakeFirst()
  return row !== undefined && (paused || !row.paused)
}

async function worksOf(ctx: Ctx, sheet: Taking, table: OpenTable, { passesOver }: { passesOver: boolean }) {
  const asked = Object.keys(sheet.columns).filter((name) => sheet.columns[name] !== 'ignored')
  const missing = asked.filter((name) => !table.columns.includes(name))
  if (missing.length > 0) throw new ReadingRefused('column_missing', missing.join(', '))
  const known: KnownRow[] = await ctx.db
    .selectFrom('spreadsheet_row')
    .select(['id', 'identity', 'content'])
    .where('spreadsheet_id', '=', sheet.id)
    .execute()
  const comparison = startComparison(known)
  for await (const rows of table.rows) comparison.add(rows)
  const { added, edited } = comparison.finish()
  if (passesOver) return [() => passOver(ctx, sheet, added)]
  return [
    ...added.map((row) => () => takeRow(ctx, sheet, row)),
    ...edited.map(
      ({ row, before }) =>
        () =>
          takeEdit(ctx, sheet, row, before),
    ),
  ]
}
