import type { RowProblem } from '../../../contract/spreadsheets.ts'
import type { TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { noteFromOutside, openFromOutside } from '../tickets/index.ts'
import { findSender, lineOf } from './find-sender.ts'
import { readMoment } from './moments.ts'
import type { Cells } from './table.ts'
import { sortCells, type Taking } from './words.ts'

type Outcome = { state: 'past' | 'ticket' | 'update' | 'refused'; ticket: TicketRef | null; problem: RowProblem | null }
const refused = (problem: RowProblem): Outcome => ({ state: 'refused', ticket: null, problem })

/** What a row asks for: a ticket, or a note on the one whose number it gives; refused for what it lacks. */
export async function become(tx: Tx, ctx: Ctx, sheet: Taking, cells: Cells): Promise<Outcome> {
  const said = sortCells(sheet, cells)
  const moment = said.one('timestamp')
  const reportedAt = moment === '' ? null : readMoment(moment, sheet.dateOrder, sheet.timeZone)
  if (moment !== '' && reportedAt === null) return refused('no_moment')
  const body = said.html()
  if (body === '' && said.one('title') === '') return refused('no_words')
  const sender = await findSender(tx, ctx, sheet, said)
  const number = Number(/(\d{1,9})\s*$/.exec(said.one('ticketNumber'))?.[1] ?? Number.NaN)
  if (number > 0) {
    const ticket = await tx
      .selectFrom('ticket')
      .select(['id', 'number'])
      .where('number', '=', number)
      .executeTakeFirst()
    const entry = { enteredBy: sheet.createdBy, contactId: sender?.contact.id ?? null, body: said.html('all') }
    if (ticket && (await noteFromOutside(tx, ctx, ticket.id, entry))) return { state: 'update', ticket, problem: null }
  }
  if (!sender) return refused('nobody')
  const { kind, criticality, teamId, silent } = sheet
  const ticket = await openFromOutside(tx, ctx, {
    ...{ ...sender, kind, criticality, teamId, silent, channel: 'import', title: said.title() },
    description: body,
    serialWords: lineOf(said.one('serialNumber')),
    reportedAt: reportedAt !== null && reportedAt <= new Date().toISOString() ? reportedAt : null,
  })
  return { state: 'ticket', ticket, problem: null }
}

export async function setOutcome(tx: Tx, id: string, { state, ticket, problem }: Outcome): Promise<void> {
  await tx
    .updateTable('spreadsheet_row')
    .set({ state, ticket_id: ticket?.id ?? null, problem, read_at: new Date().toISOString() })
    .where('id', '=', id)
    .execute()
}
