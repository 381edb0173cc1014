import type { z } from 'zod'
import { Email, Phone } from '../../../contract/common.ts'
import type { RowProblem } from '../../../contract/spreadsheets.ts'
import type { TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { findContactByEmail, insertNewCaller, requireContact } from '../contacts/index.ts'
import { noteFromOutside, openFromOutside } from '../tickets/index.ts'
import { readMoment } from './moments.ts'
import type { Cells } from './table.ts'
import { type Said, sortCells, type Taking } from './words.ts'

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
  const contact = await findOrInsertContact(tx, ctx, said)
  const equipmentIds = await findEquipment(tx, said.one('serialNumber'))
  const number = Number(/(\d{1,9})\s*$/.exec(said.one('ticketNumber'))?.[1] ?? Number.NaN)
  if (number > 0) {
    const ticket = await tx
      .selectFrom('ticket')
      .select(['id', 'number'])
      .where('number', '=', number)
      .executeTakeFirst()
    const entry = { enteredBy: sheet.createdBy, contactId: contact?.id ?? null, body: said.html('all') }
    if (ticket && (await noteFromOutside(tx, ctx, ticket.id, entry))) return { state: 'update', ticket, problem: null }
  }
  if (!contact && equipmentIds.length === 0) return refused('nobody')
  const { kind, criticality, teamId } = sheet
  const ticket = await openFromOutside(tx, ctx, {
    ...{ kind, criticality, teamId, contact, equipmentIds, channel: 'import', title: said.title() },
    description: body,
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

/** By the address, else a new one; null when nothing says who it is. */
async function findOrInsertContact(tx: Tx, ctx: Ctx, said: Said) {
  const email = valid(Email, said.one('email'))
  const known = email === null ? undefined : await findContactByEmail(tx, email)
  if (known) return known
  const phone = valid(Phone, said.one('phone'))
  const companyName = lineOf(said.one('company'))
  const name = lineOf(said.one('name')) ?? email ?? phone ?? companyName
  if (name === null) return null
  const id = await insertNewCaller(tx, ctx, { name, phone, email, companyId: null, companyName })
  const { company } = await requireContact(tx, id)
  return { id, companyId: company?.id ?? null }
}

function valid<T>(schema: z.ZodType<T>, text: string): T | null {
  const { data, success } = schema.safeParse(text.trim().toLowerCase())
  return success ? data : null
}

function lineOf(text: string): string | null {
  return (
    text
      .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, 200)
      .toWellFormed() || null
  )
}

async function findEquipment(tx: Tx, serialNumber: string): Promise<string[]> {
  if (serialNumber === '') return []
  const rows = await tx
    .selectFrom('equipment')
    .select('id')
    .where('serial_number', '=', serialNumber)
    .limit(2)
    .execute()
  return rows.length === 1 ? rows.map(({ id }) => id) : []
}
