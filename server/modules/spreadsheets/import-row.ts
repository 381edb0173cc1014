import type { RowProblem } from '../../../contract/spreadsheets.ts'
import type { TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { addExternalNote, openExternalTicket } from '../tickets/index.ts'
import { findSender, toLine } from './find-sender.ts'
import { groupCells, type ImportSettings } from './row-values.ts'
import type { Cells } from './table.ts'
import { parseTimestamp } from './timestamps.ts'

type Outcome = { state: 'past' | 'ticket' | 'update' | 'refused'; ticket: TicketRef | null; problem: RowProblem | null }
const refused = (problem: RowProblem): Outcome => ({ state: 'refused', ticket: null, problem })

/** Imports a row as a ticket, or as a note on the ticket whose number it gives. A row that lacks something is refused. */
export async function importRow(tx: Tx, ctx: Ctx, sheet: ImportSettings, cells: Cells): Promise<Outcome> {
  const values = groupCells(sheet, cells)
  const timestamp = values.first('timestamp')
  const reportedAt = timestamp === '' ? null : parseTimestamp(timestamp, sheet.dateOrder, sheet.timeZone)
  if (timestamp !== '' && reportedAt === null) return refused('no_moment')
  const body = values.html()
  if (body === '' && values.first('title') === '') return refused('no_words')
  const sender = await findSender(tx, ctx, sheet, values)
  const number = Number(/(\d{1,9})\s*$/.exec(values.first('ticketNumber'))?.[1] ?? Number.NaN)
  if (number > 0) {
    const ticket = await tx
      .selectFrom('ticket')
      .select(['id', 'number'])
      .where('number', '=', number)
      .executeTakeFirst()
    const entry = { enteredBy: sheet.createdBy, contactId: sender?.contact.id ?? null, body: values.html('all') }
    if (ticket && (await addExternalNote(tx, ctx, ticket.id, entry))) return { state: 'update', ticket, problem: null }
  }
  if (!sender) return refused('nobody')
  const { kind, criticality, teamId, silent } = sheet
  const ticket = await openExternalTicket(tx, ctx, {
    ...{ ...sender, kind, criticality, teamId, silent, channel: 'import', title: values.title() },
    description: body,
    serialWords: toLine(values.first('serialNumber')),
    reportedAt: reportedAt !== null && reportedAt <= new Date().toISOString() ? reportedAt : null,
  })
  return { state: 'ticket', ticket, problem: null }
}

export async function saveOutcome(tx: Tx, id: string, { state, ticket, problem }: Outcome): Promise<void> {
  await tx
    .updateTable('spreadsheet_row')
    .set({ state, ticket_id: ticket?.id ?? null, problem, read_at: new Date().toISOString() })
    .where('id', '=', id)
    .execute()
}
