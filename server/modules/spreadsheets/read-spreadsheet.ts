import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { hashToken } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { compareRows, contentOf, type KnownRow, type Row } from './known-again.ts'
import { readMoment } from './moments.ts'
import { readSource } from './read-source.ts'
import { ReadingRefused } from './reading-refused.ts'
import { type Cells, readTable, type Table } from './table.ts'
import { passOver, takeEdit, takeRow } from './take-row.ts'
import type { Taking } from './words.ts'

export const readTask = 'read_spreadsheets'

/** Every spreadsheet whose time has come, one after the other. */
export async function readDueSpreadsheets(ctx: Ctx, dataDir: string): Promise<void> {
  const due = await ctx.db
    .selectFrom('spreadsheet')
    .select('id')
    .where(sql<boolean>`not paused and next_read_at <= now()`)
    .where(sql<boolean>`num_nonnulls(address, file_name) = 1`)
    .orderBy('next_read_at')
    .execute()
  for (const { id } of due) await readSpreadsheet(ctx, dataDir, id)
}

const waitsAtMost = 60
const waitMs = 250

/** The same as soon as nobody else reads it, whose reading may have begun before what one wants read. */
export async function readSpreadsheetNow(ctx: Ctx, dataDir: string, id: string): Promise<void> {
  for (let waits = 0; waits < waitsAtMost; waits++) {
    if (await readSpreadsheet(ctx, dataDir, id)) return
    await wait(waitMs)
  }
}

/** Reads it to its end, or says on it why not. False, and nothing is done, while somebody else reads it. */
async function readSpreadsheet(ctx: Ctx, dataDir: string, id: string): Promise<boolean> {
  const sheet = await lease(ctx.db, id)
  if (!sheet) return false
  const began = new Date().toISOString()
  try {
    const bytes = await readSource(dataDir, {
      address: sheet.address,
      fileName: sheet.file_name,
      allowsPrivate: sheet.allows_private,
    })
    const hash = hashToken(bytes.toString('latin1'))
    const start = { isFirst: sheet.read_at === null, takesPast: sheet.takes_past }
    if (hash !== sheet.content_hash) await takeTable(ctx, await takingOf(ctx.db, sheet), readTable(bytes), start)
    await release(ctx, sheet, { read_at: began, content_hash: hash, alert: null, alert_detail: null, alert_at: null })
  } catch (error) {
    if (!(error instanceof ReadingRefused)) {
      await release(ctx, sheet, {})
      throw error
    }
    const { alert, detail } = error
    const since = sheet.alert === alert && sheet.alert_at ? sheet.alert_at : began
    await release(ctx, sheet, { alert, alert_detail: detail, alert_at: since })
  }
  return true
}

/** No reading lasts so long; whoever was killed meanwhile is waited for no longer. */
const leasedMinutes = 5

function lease(db: Db, id: string) {
  return db
    .updateTable('spreadsheet')
    .set({ leased_until: sql`now() + ${leasedMinutes} * interval '1 minute'` })
    .where('id', '=', id)
    .where(sql<boolean>`(leased_until is null or leased_until < now())`)
    .returningAll()
    .executeTakeFirst()
}

type Lease = NonNullable<Awaited<ReturnType<typeof lease>>>
type Standing = Partial<Pick<Lease, 'read_at' | 'content_hash' | 'alert' | 'alert_detail' | 'alert_at'>>

/** That it cannot be read, or can again, is news for who looks after it. */
async function release(ctx: Ctx, { id, alert }: Lease, standing: Standing): Promise<void> {
  await transact(ctx, async (tx) => {
    await tx
      .updateTable('spreadsheet')
      .set({ ...standing, leased_until: null, next_read_at: sql`now() + every_minutes * interval '1 minute'` })
      .where('id', '=', id)
      .execute()
    if (standing.alert === undefined || standing.alert === alert) return
    const data = { from: alert, to: standing.alert }
    await record(tx, ctx, 'spreadsheet.alert_changed', { subject: 'spreadsheet', id, data })
  })
}

export async function takingOf(db: Db, sheet: Lease): Promise<Taking> {
  const { time_zone } = await db.selectFrom('organisation').select('time_zone').executeTakeFirstOrThrow()
  const { id, name, kind, criticality } = sheet
  return {
    ...{ id, name, kind, criticality },
    columns: sheet.columns,
    dateOrder: sheet.date_order,
    timeZone: time_zone,
    teamId: sheet.team_id,
    createdBy: sheet.created_by,
  } as Taking
}

type Start = { isFirst: boolean; takesPast: boolean }

async function takeTable(ctx: Ctx, sheet: Taking, table: Table, { isFirst, takesPast }: Start): Promise<void> {
  const asked = Object.keys(sheet.columns).filter((name) => sheet.columns[name] !== 'ignored')
  const missing = asked.filter((name) => !table.columns.includes(name))
  if (missing.length > 0) throw new ReadingRefused('column_missing', missing.join(', '))
  const rows = [
    ...new Map(table.rows.map((cells) => rowOf(sheet, cells)).map((row) => [row.identity + row.content, row])).values(),
  ]
  const known: KnownRow[] = await ctx.db
    .selectFrom('spreadsheet_row')
    .select(['id', 'identity', 'content'])
    .where('spreadsheet_id', '=', sheet.id)
    .execute()
  const { added, edited } = compareRows(rows, known)
  if (isFirst && !takesPast) return passOver(ctx, sheet, added)
  const works = [
    ...added.map((row) => () => takeRow(ctx, sheet, row)),
    ...edited.map(
      ({ row, before }) =>
        () =>
          takeEdit(ctx, sheet, row, before),
    ),
  ]
  // One row that fails stops no other; it is tried again at the next reading.
  const failures: unknown[] = []
  for (const work of works) await work().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} rows of a spreadsheet failed`)
}

/** A reference of its own makes a row the same tomorrow, else its moment. */
export function rowOf(sheet: Taking, cells: Cells): Row {
  const of = (role: string) => Object.entries(cells).find(([name]) => sheet.columns[name] === role)?.[1]
  const moment = of('timestamp') ?? ''
  const identity = of('reference') ?? readMoment(moment, sheet.dateOrder, sheet.timeZone) ?? moment
  return { identity: identity.slice(0, 300), content: contentOf(cells), cells }
}
