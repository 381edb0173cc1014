import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { TicketQuery, TicketRow } from '../../../contract/tickets.ts'
import type { Agent } from '../../platform/context.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { type NameOf, readNames } from '../../platform/name-cache.ts'
import { countRows, filterCondition, toHandleConditions } from './filter.ts'
import { rightsTo } from './policy.ts'
import { estimateSearch, matchesByIndex, matchesByRow, parseTicketNumber, planWalks } from './search.ts'
import { isUnread, joinLastSeen } from './unread.ts'

/** Sort orders. Each scans one index in one direction, and the cursor compares rows in that order. */
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

/** Cursor of a page, valid for one sort order. */
const placeIn = (sort: TicketQuery['sort']) =>
  z.tuple([z.literal(sort), values[sorts[sort].type], z.int32().positive()])
type Place = z.output<ReturnType<typeof placeIn>>

/** Row of the list as stored: people and companies by id. */
export type StoredTicketRow = Omit<TicketRow, 'can' | 'lead' | 'company' | 'contact'> & {
  leadId: string | null
  companyId: string | null
  contactId: string | null
  /** Whether the reader is an assignee. */
  isAssigned: boolean
}
type Row = StoredTicketRow & { place: string | number }

export async function listTickets(db: Db, reader: Agent, query: TicketQuery) {
  const { column, type, direction } = sorts[query.sort]
  const after = query.cursor === undefined ? null : readCursor(placeIn(query.sort), query.cursor)
  const order = sql`${sql.ref(column)} ${sql.raw(direction)}, ticket.number ${sql.raw(direction)}`
  const { toHandle: mine, ...rest } = query
  const asked = sql<boolean>`${filterCondition(reader, rest)} and ${afterCursor(column, type, direction, after)}`
  const list: List = {
    limitRows(from, where, rows) {
      const first = (of: RawBuilder<unknown>) => sql`${of} order by ${order} limit ${sql.lit(rows)}`
      if (from !== everything || !mine) return first(sql`select * from ${from} where ${where}`)
      const each = toHandleConditions(reader).map(
        (isMine) => sql`(${first(sql`select * from ticket where ${isMine} and ${where}`)})`,
      )
      return first(sql`select * from (${sql.join(each, sql` union all `)}) ticket`)
    },
    async read(page) {
      // Limited first, so that only the page's rows are joined.
      const { rows } = await sql<Row>`
        select ${rowColumns(reader)}, ${sql.ref(column)} as place
        from (${page}) ticket ${joinLastSeen(reader)} order by ${order}`.execute(db)
      return rows
    },
  }
  const text = query.text?.trim() ?? ''
  const number = parseTicketNumber(text)
  const rows = await readRows(db, list, asked, text, query.limit + 1)
  // A ticket with the searched number comes first in every order.
  const named =
    number && !after ? await list.read(list.limitRows(everything, sql`${asked} and ticket.number = ${number}`, 1)) : []
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: await toTicketRows(db, reader, [...named, ...items]),
    next: rows.length > query.limit && last ? writeCursor([query.sort, last.place, last.number]) : null,
  }
}

type List = {
  /** Returns the first rows of a source that meet a condition, in list order. */
  limitRows: (from: RawBuilder<unknown>, where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  read: (page: RawBuilder<unknown>) => Promise<Row[]>
}
const everything = sql`ticket`

async function readRows(db: Db, list: List, asked: RawBuilder<boolean>, text: string, wanted: number): Promise<Row[]> {
  if (text === '') return list.read(list.limitRows(everything, asked, wanted))
  const search = await estimateSearch(db, text)
  if (!search) return []
  const others = sql<boolean>`${asked} and ticket.number is distinct from ${parseTicketNumber(text)}`
  for (const length of planWalks(search, wanted)) {
    const walk = sql`(${list.limitRows(everything, others, length)}) ticket`
    const rows = await list.read(list.limitRows(walk, matchesByRow(search), wanted))
    if (rows.length === wanted || (await countRows(db, walk)) < length) return rows
  }
  return list.read(list.limitRows(everything, sql`${others} and ${matchesByIndex(search)}`, wanted))
}

/** Columns of a list row. Requires `ticket` and joinLastSeen() in FROM. */
export const rowColumns = (reader: Agent) => sql`ticket.id, ticket.number, ticket.version, ticket.kind, ticket.title,
  ticket.status, ticket.criticality, ticket.priority, ticket.reported_at as "reportedAt",
  ticket.updated_at as "updatedAt", ticket.due_at as "dueAt", ticket.waiting_until as "waitingUntil",
  ticket.lead_id as "leadId",
  ticket.company_id as "companyId", (select contact_id from ticket_contact first_concerned
    where first_concerned.ticket_id = ticket.id and first_concerned.position = 0) as "contactId",
  ${reader.id}::uuid = any(ticket.assignee_ids) as "isAssigned", ${isUnread(reader)} as unread`

/** Adds names and the reader's rights to stored rows. */
export async function toTicketRows(db: Db, reader: Agent, rows: readonly StoredTicketRow[]): Promise<TicketRow[]> {
  const ids = rows.flatMap(({ leadId, companyId, contactId }) => [leadId, companyId, contactId])
  const nameOf = await readNames(db, ids)
  return rows.map((row) => finishRow(reader, row, nameOf))
}

function finishRow(reader: Agent, row: StoredTicketRow, nameOf: NameOf): TicketRow {
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

function afterCursor(
  column: string,
  type: string,
  direction: 'asc' | 'desc',
  after: Place | null,
): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  const sign = direction === 'asc' ? sql`>` : sql`<`
  const [, value, number] = after
  return sql<boolean>`(${sql.ref(column)}, ticket.number) ${sign} (${value}::${sql.raw(type)}, ${number}::integer)`
}
