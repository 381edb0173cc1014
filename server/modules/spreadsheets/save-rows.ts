import type { TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { transact } from '../../platform/transact.ts'
import { addExternalNote } from '../tickets/index.ts'
import { importRow, saveOutcome } from './import-row.ts'
import type { KnownRow, Row } from './match-rows.ts'
import { describeEdit, type ImportSettings } from './row-values.ts'
import type { Cells } from './table.ts'

/** Adds a new row and imports it, in one transaction. Returns null for a row that exists already. */
export async function addRow(ctx: Ctx, sheet: ImportSettings, row: Row): Promise<TicketRef | null> {
  return transact(ctx, async (tx) => {
    const [id] = await insertRows(tx, sheet, [row])
    if (id === undefined) return null
    const outcome = await importRow(tx, ctx, sheet, row.cells)
    await saveOutcome(tx, id, outcome)
    return outcome.ticket
  })
}

const insertBatchSize = 500

/** Adds existing rows without importing them, at the first reading of a spreadsheet whose past stays out. */
export async function skipRows(ctx: Ctx, sheet: ImportSettings, rows: Row[]): Promise<void> {
  await transact(ctx, async (tx) => {
    for (let from = 0; from < rows.length; from += insertBatchSize)
      await insertRows(tx, sheet, rows.slice(from, from + insertBatchSize))
  })
}

/** Inserts rows and returns the ids of new ones. Rows with equal content are one. */
async function insertRows(tx: Tx, sheet: ImportSettings, rows: Row[]): Promise<string[]> {
  const inserted = await tx
    .insertInto('spreadsheet_row')
    .values(
      rows.map(({ identity, content, cells }) => ({
        ...{ id: newId(), spreadsheet_id: sheet.id, identity, content, state: 'past' as const },
        cells: JSON.stringify(cells),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return inserted.map(({ id }) => id)
}

/** Updates an edited row and notes the changes on its ticket. A row that was refused before is imported again. */
export async function updateRow(ctx: Ctx, sheet: ImportSettings, row: Row, before: KnownRow): Promise<void> {
  await transact(ctx, async (tx) => {
    const known = await tx
      .selectFrom('spreadsheet_row')
      .select(['id', 'cells', 'state', 'ticket_id', 'content'])
      .where('id', '=', before.id)
      .forUpdate()
      .executeTakeFirst()
    if (!known || known.content !== before.content) return
    await tx
      .updateTable('spreadsheet_row')
      .set({ content: row.content, cells: JSON.stringify(row.cells) })
      .where('id', '=', known.id)
      .execute()
    if (known.state === 'refused') return saveOutcome(tx, known.id, await importRow(tx, ctx, sheet, row.cells))
    const body = describeEdit(sheet, known.cells as Cells, row.cells)
    if (known.ticket_id === null || body === '') return
    const noted = await addExternalNote(tx, ctx, known.ticket_id, { enteredBy: sheet.createdBy, contactId: null, body })
    const problem = noted ? null : 'ticket_closed'
    await tx.updateTable('spreadsheet_row').set({ problem }).where('id', '=', known.id).execute()
  })
}
