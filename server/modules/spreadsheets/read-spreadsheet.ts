import { type Selectable, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import type { Database } from '../../rows.gen.ts'
import { createRowMatcher, type KnownRow } from './match-rows.ts'
import { readSource } from './read-source.ts'
import { ReadingError } from './reading-error.ts'
import type { ImportSettings } from './row-values.ts'
import { addRow, skipRows, updateRow } from './save-rows.ts'
import { type OpenTable, withTable } from './table-reader.ts'

/** Maximum duration of a reading. The rest is left to the next one, so that no other job waits long. */
const maxDurationMs = 60_000
const progressInterval = 20

/** Reads a spreadsheet, or stores the alert that prevents it. Resolves to true when rows are left for another reading. */
export async function readSpreadsheet(ctx: Ctx, dataDir: string, id: string, maxMs = maxDurationMs): Promise<boolean> {
  const sheet = await ctx.db.selectFrom('spreadsheet').selectAll().where('id', '=', id).executeTakeFirst()
  if (!sheet) return false
  const began = new Date().toISOString()
  try {
    const bytes = await readSource(dataDir, {
      address: sheet.address,
      fileName: sheet.file_name,
      allowsPrivate: sheet.allows_private,
    })
    const sheetSettings = { ...toImportSettings(sheet), silent: sheet.read_at === null && !sheet.mails_past }
    const read = await withTable(bytes, { settings: sheetSettings, knownHash: sheet.content_hash }, async (table) => ({
      hash: table.hash,
      result: await importTable(ctx, sheet, sheetSettings, table, maxMs),
    }))
    const { hash, result } = read ?? { hash: sheet.content_hash, result: 'all' as const }
    if (result === 'some') return true
    const isRead = result === 'all' && { read_at: began, content_hash: hash }
    await finishReading(ctx, sheet, { ...isRead, alert: null, alert_detail: null, alert_at: null })
  } catch (error) {
    if (error instanceof ReadingError) await finishReading(ctx, sheet, alertOf(sheet, error, began))
    else {
      const isComplete = error instanceof RowErrors && !skipsExistingRows(sheet)
      const refused = isComplete && new ReadingError('rows_failed', String(error.errors.length))
      await finishReading(
        ctx,
        sheet,
        refused ? { read_at: sheet.read_at ?? began, ...alertOf(sheet, refused, began) } : {},
      )
      throw error
    }
  }
  return false
}

/** Errors of the rows that failed, thrown once all others were imported. */
class RowErrors extends AggregateError {}

/** Tells whether this reading only registers existing rows without importing them. */
const skipsExistingRows = (sheet: Sheet) => sheet.read_at === null && !sheet.takes_past

function alertOf(sheet: Sheet, { alert, detail }: ReadingError, now: string): ReadingState {
  const since = sheet.alert === alert && sheet.alert_at ? sheet.alert_at : now
  return { alert, alert_detail: detail, alert_at: since }
}

type Sheet = Selectable<Database['spreadsheet']>
type ReadingState = Partial<Pick<Sheet, 'read_at' | 'content_hash' | 'alert' | 'alert_detail' | 'alert_at'>>

/**
 * Stores the result of a reading. A change of alert is recorded as an event. Settings changed meanwhile trigger a new
 * reading, and a reading requested meanwhile is still to come.
 */
async function finishReading(ctx: Ctx, { id, version, alert, asked_at }: Sheet, state: ReadingState): Promise<void> {
  const { content_hash, ...same } = state
  const isSame = sql`version = ${version}`
  await transact(ctx, async (tx) => {
    await tx
      .updateTable('spreadsheet')
      .set({
        ...same,
        ...(content_hash && { content_hash: sql`case when ${isSame} then ${content_hash}::text end` }),
        asked_at: sql`nullif(asked_at, ${asked_at}::timestamptz)`,
        ...{ rows_done: null, rows_total: null },
        next_read_at: sql`case when ${isSame} then now() + every_minutes * interval '1 minute' else now() end`,
      })
      .where('id', '=', id)
      .execute()
    if (state.alert === undefined || state.alert === alert) return
    const data = { from: alert, to: state.alert }
    await record(tx, ctx, 'spreadsheet.alert_changed', { id, data })
  })
}

export function toImportSettings(sheet: Sheet): ImportSettings {
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
  } as ImportSettings
}

/**
 * Imports the new and edited rows of a table, until the time is over or somebody pauses the spreadsheet. A row that fails
 * does not stop the others, and is tried again at the next reading.
 */
async function importTable(
  ctx: Ctx,
  of: Sheet,
  sheet: ImportSettings,
  table: OpenTable,
  maxMs: number,
): Promise<'all' | 'some' | 'cancelled'> {
  const tasks = await listWork(ctx, sheet, table, { skipsExistingRows: skipsExistingRows(of) })
  const until = performance.now() + maxMs
  const failures: unknown[] = []
  for (const [done, task] of tasks.entries()) {
    if (done % progressInterval === 0) {
      if (done > 0 && performance.now() > until) return 'some'
      if (!(await saveProgress(ctx.db, of, { done, total: tasks.length }))) return 'cancelled'
    }
    await task().catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new RowErrors(failures, `${failures.length} rows of a spreadsheet failed`)
  return 'all'
}

/** Saves the progress. Returns false once the spreadsheet was paused or removed. */
async function saveProgress(
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

async function listWork(
  ctx: Ctx,
  sheet: ImportSettings,
  table: OpenTable,
  { skipsExistingRows }: { skipsExistingRows: boolean },
) {
  const required = Object.keys(sheet.columns).filter((name) => sheet.columns[name] !== 'ignored')
  const missing = required.filter((name) => !table.columns.includes(name))
  if (missing.length > 0) throw new ReadingError('column_missing', missing.join(', '))
  const known: KnownRow[] = await ctx.db
    .selectFrom('spreadsheet_row')
    .select(['id', 'identity', 'content'])
    .where('spreadsheet_id', '=', sheet.id)
    .execute()
  const comparison = createRowMatcher(known)
  for await (const rows of table.rows) comparison.add(rows)
  const { added, edited } = comparison.finish()
  if (skipsExistingRows) return [() => skipRows(ctx, sheet, added)]
  return [
    ...added.map((row) => () => addRow(ctx, sheet, row)),
    ...edited.map(
      ({ row, before }) =>
        () =>
          updateRow(ctx, sheet, row, before),
    ),
  ]
}
