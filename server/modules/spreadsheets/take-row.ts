import { randomUUIDv7 } from 'node:crypto'
import type { z } from 'zod'
import { Email, Phone } from '../../../contract/common.ts'
import type { RowProblem } from '../../../contract/spreadsheets.ts'
import type { TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { findContactByEmail, insertNewCaller, requireContact } from '../contacts/index.ts'
import { noteFromOutside, openFromOutside } from '../tickets/index.ts'
import type { KnownRow, Row } from './known-again.ts'
import { readMoment } from './moments.ts'
import type { Cells } from './table.ts'
import { type Said, sortCells, type Taking, wordEdit } from './words.ts'

type Outcome = { state: 'past' | 'ticket' | 'update' | 'refused'; ticket: TicketRef | null; problem: RowProblem | null }
const refused = (problem: RowProblem): Outcome => ({ state: 'refused', ticket: null, problem })

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

async function setOutcome(tx: Tx, id: string, { state, ticket, problem }: Outcome): Promise<void> {
  await tx
    .updateTable('spreadsheet_row')
    .set({ state, ticket_id: ticket?.id ?? null, problem, read_at: new Date().toISOString() })
    .where('id', '=', id)
    .execute()
}

async function become(tx: Tx, ctx: Ctx, sheet: Taking, cells: Cells): Promise<Outcome> {
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
