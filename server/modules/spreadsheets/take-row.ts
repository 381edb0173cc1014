import { randomUUIDv7 } from 'node:crypto'
import type { TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { noteFromOutside } from '../tickets/index.ts'
import { become, setOutcome } from './become.ts'
import type { KnownRow, Row } from './known-again.ts'
import type { Cells } from './table.ts'
import { type Taking, wordEdit } from './words.ts'

/** A new row becomes a ticket, or a note on the one whose number it gives: all of it or nothing, once. */
export async function takeRow(ctx: Ctx, sheet: Taking, row: Row): Promise<TicketRef | null> {
  return transact(ctx, async (tx) => {
    const [id] = await insertRows(tx, sheet, [row])
    if (id === undefined) return null
    const outcome = await become(tx, ctx, sheet, row.cells)
    await setOutcome(tx, id, outcome)
    return outcome.ticket
  })
}

const insertedAtOnce = 500

/** They were there before anybody asked for tickets: known, and nothing more. */
export async function passOver(ctx: Ctx, sheet: Taking, rows: Row[]): Promise<void> {
  await transact(ctx, async (tx) => {
    for (let from = 0; from < rows.length; from += insertedAtOnce)
      await insertRows(tx, sheet, rows.slice(from, from + insertedAtOnce))
  })
}

/** The ids of those that were not known: two rows that say the same are one. */
async function insertRows(tx: Tx, sheet: Taking, rows: Row[]): Promise<string[]> {
  const inserted = await tx
    .insertInto('spreadsheet_row')
    .values(
      rows.map(({ identity, content, cells }) => ({
        ...{ id: randomUUIDv7(), spreadsheet_id: sheet.id, identity, content, state: 'past' as const },
        cells: JSON.stringify(cells),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return inserted.map(({ id }) => id)
}

/** A row that was edited: what changed is noted on its ticket. One that became nothing is tried again. */
export async function takeEdit(ctx: Ctx, sheet: Taking, row: Row, before: KnownRow): Promise<void> {
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
    if (known.state === 'refused') return setOutcome(tx, known.id, await become(tx, ctx, sheet, row.cells))
    const body = wordEdit(sheet, known.cells as Cells, row.cells)
    if (known.ticket_id === null || body === '') return
    const noted = await noteFromOutside(tx, ctx, known.ticket_id, { enteredBy: sheet.createdBy, contactId: null, body })
    const problem = noted ? null : 'ticket_closed'
    await tx.updateTable('spreadsheet_row').set({ problem }).where('id', '=', known.id).execute()
  })
}
