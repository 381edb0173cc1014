import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { TicketQuery, TicketRow } from '../../../contract/tickets.ts'
import type { Agent } from '../../platform/context.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { type NameOf, readNames } from '../../platform/name-cache.ts'
import { countRows, matching, toHandle } from './filter.ts'
import { rightsTo } from './policy.ts'
import { estimateSearch, holds, isAmong, numberIn, walksFor } from './search.ts'
import { isUnread, seenBy } from './unread.ts'

/** Each sort walks one index in one direction; the row comparison of the cursor follows it. */
const sorts = {
  updated: { column: 'ticket.updated_at', type: 'timestamptz', direction: 'desc' },
  reported: { column: 'ticket.reported_at', type: 'timestamptz', direction: 'desc' },
  criticality: { column: 'ticket.criticality_rank', type: 'smallint', direction: 'desc' },
  priority: { column: 'ticket.priority_rank', type: 'smallint', direction: 'desc' },
  due: { column: 'ticket.due_rank', type: 'timestamptz', direction: 'asc' },
  number: { column: 'ticket.number', type: 'integer', direction: 'desc' },
} as const

const values = {
  timestamptz: z.union([z.iso.datetime({ offset: true }), z.literal('infinity')]),
  smallint: z.int32(),
  integer: z.int32(),
} as const

/** Where a page ended in one order of the list: it is no place in another. */
const placeIn = (sort: TicketQuery['sort']) =>
  z.tuple([z.literal(sort), values[sorts[sort].type], z.int32().positive()])
type Place = z.output<ReturnType<typeof placeIn>>

/** A line of the list as it is read: people and companies by their ids. */
export type ReadRow = Omit<TicketRow, 'can' | 'lead' | 'company' | 'contact'> & {
  leadId: string | null
  companyId: string | null
  contactId: string | null
  /** The reader is one of those who work on it. */
  isAssigned: boolean
}
type Row = ReadRow & { place: string | number }

export async function listTickets(db: Db, reader: Agent, query: TicketQuery) {
  const { column, type, direction } = sorts[query.sort]
  const after = query.cursor === undefined ? null : readCursor(placeIn(query.sort), query.cursor)
  const order = sql`${sql.ref(column)} ${sql.raw(direction)}, ticket.number ${sql.raw(direction)}`
  const { toHandle: mine, ...rest } = query
  const asked = sql<boolean>`${matching(reader, rest)} and ${beyond(column, type, direction, after)}`
  const list: List = {
    cut(from, where, rows) {
      const first = (of: RawBuilder<unknown>) => sql`${of} order by ${order} limit ${sql.lit(rows)}`
      if (from !== everything || !mine) return first(sql`select * from ${from} where ${where}`)
      const each = toHandle(reader).map(
        (isMine) => sql`(${first(sql`select * from ticket where ${isMine} and ${where}`)})`,
      )
      return first(sql`select * from (${sql.join(each, sql` union all `)}) ticket`)
    },
    async read(page) {
      // The page is cut first, so that only its rows are looked at further.
      const { rows } = await sql<Row>`
        select ${rowColumns(reader)}, ${sql.ref(column)} as place
        from (${page}) ticket ${seenBy(reader)} order by ${order}`.execute(db)
      return rows
    },
  }
  const text = query.text?.trim() ?? ''
  const number = numberIn(text)
  const rows = await readRows(db, list, asked, text, query.limit + 1)
  // A ticket's own number comes first, whatever the order.
  const named =
    number && !after ? await list.read(list.cut(everything, sql`${asked} and ticket.number = ${number}`, 1)) : []
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: await finishRows(db, reader, [...named, ...items]),
    next: rows.length > query.limit && last ? writeCursor([query.sort, last.place, last.number]) : null,
  }
}

type List = {
  /** The first rows of a source that fulfil a condition, in the order of the list. */
  cut: (from: RawBuilder<unknown>, where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  read: (page: RawBuilder<unknown>) => Promise<Row[]>
}
const everything = sql`ticket`

async function readRows(db: Db, list: List, asked: RawBuilder<boolean>, text: string, wanted: number): Promise<Row[]> {
  if (text === '') return list.read(list.cut(everything, asked, wanted))
  const search = await estimateSearch(db, text)
  if (!search) return []
  const others = sql<boolean>`${asked} and ticket.number is distinct from ${numberIn(text)}`
  for (const length of walksFor(search, wanted)) {
    const walk = sql`(${list.cut(everything, others, length)}) ticket`
    const rows = await list.read(list.cut(walk, holds(search), wanted))
    if (rows.length === wanted || (await countRows(db, walk)) < length) return rows
  }
  return list.read(list.cut(everything, sql`${others} and ${isAmong(search)}`, wanted))
}

/** Returns the columns of one line of the list, for a FROM of `ticket` and seenBy(). */
export const rowColumns = (reader: Agent) => sql`ticket.id, ticket.number, ticket.version, ticket.kind, ticket.title,
  ticket.status, ticket.criticality, ticket.priority, ticket.reported_at as "reportedAt",
  ticket.updated_at as "updatedAt", ticket.due_at as "dueAt", ticket.waiting_until as "waitingUntil",
  ticket.lead_id as "leadId",
  ticket.company_id as "companyId", (select contact_id from ticket_contact first_concerned
    where first_concerned.ticket_id = ticket.id and first_concerned.position = 0) as "contactId",
  ${reader.id}::uuid = any(ticket.assignee_ids) as "isAssigned", ${isUnread(reader)} as unread`

/** Returns the rows as they are answered, with names and with their reader's rights. */
export async function finishRows(db: Db, reader: Agent, rows: readonly ReadRow[]): Promise<TicketRow[]> {
  const ids = rows.flatMap(({ leadId, companyId, contactId }) => [leadId, companyId, contactId])
  const nameOf = await readNames(db, ids)
  return rows.map((row) => finishRow(reader, row, nameOf))
}

function finishRow(reader: Agent, row: ReadRow, nameOf: NameOf): TicketRow {
  const { id, number, version, kind, title, status, criticality, priority, reportedAt, updatedAt, dueAt, unread } = row
  const { waitingUntil, leadId, companyId, contactId, isAssigned } = row
  const lead = leadId === null ? null : { id: leadId, name: nameOf(leadId) ?? '' }
  const company = nameOf(companyId)
  const contact = nameOf(contactId)
  const { edit, claim, assign, statuses } = rightsTo(reader, {
    status,
    leadId,
    assigneeIds: isAssigned ? [reader.id] : [],
  })
  return {
    ...{ id, number, version, kind, title, status, criticality, priority, reportedAt, updatedAt, dueAt, unread },
    ...{ waitingUntil, lead, company, contact },
    can: { edit, claim, assign, status: statuses.length > 0 },
  }
}

function beyond(column: string, type: string, direction: 'asc' | 'desc', after: Place | null): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  const sign = direction === 'asc' ? sql`>` : sql`<`
  const [, value, number] = after
  return sql<boolean>`(${sql.ref(column)}, ticket.number) ${sign} (${value}::${sql.raw(type)}, ${number}::integer)`
}
