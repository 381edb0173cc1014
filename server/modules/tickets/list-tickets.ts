import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { TicketQuery, TicketRow } from '../../../contract/tickets.ts'
import type { Agent } from '../../platform/context.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { countRows, matching, toHandle } from './filter.ts'
import { rightsTo } from './policy.ts'
import { holds, isAmong, numberIn, readSought, walksFor } from './search.ts'
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

export type ReadRow = Omit<TicketRow, 'can'> & { assigneeIds: string[] }
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
      // The page is cut first, so that names are looked up for its rows alone.
      const { rows } = await sql<Row>`
        select ${rowColumns(reader)}, ${sql.ref(column)} as place
        from (${page}) ticket ${rowJoins(reader)} order by ${order}`.execute(db)
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
    items: [...named, ...items].map(({ place: _, ...row }): TicketRow => withRights(reader, row)),
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
  const sought = await readSought(db, text)
  if (!sought) return []
  const others = sql<boolean>`${asked} and ticket.number is distinct from ${numberIn(text)}`
  for (const length of walksFor(sought, wanted)) {
    const walk = sql`(${list.cut(everything, others, length)}) ticket`
    const rows = await list.read(list.cut(walk, holds(sought), wanted))
    if (rows.length === wanted || (await countRows(db, walk)) < length) return rows
  }
  return list.read(list.cut(everything, sql`${others} and ${isAmong(sought)}`, wanted))
}

/** What one line of the list shows, for a FROM that begins with `ticket`. */
export const rowColumns = (reader: Agent) => sql`ticket.id, ticket.number, ticket.version, ticket.kind, ticket.title,
  ticket.status, ticket.criticality, ticket.priority, ticket.reported_at as "reportedAt",
  ticket.updated_at as "updatedAt", ticket.due_at as "dueAt", company.name as company, contact.name as contact,
  ${isUnread(reader)} as unread, ticket.assignee_ids as "assigneeIds",
  case when leader.id is not null then json_build_object('id', leader.id, 'name', leader.name) end as lead`

/** Returns the row as it is answered, with its reader's rights in the place of the assignees. */
export function withRights(reader: Agent, { assigneeIds, ...row }: ReadRow): TicketRow {
  const { edit, claim, assign, statuses } = rightsTo(reader, { ...row, leadId: row.lead?.id ?? null, assigneeIds })
  return { ...row, can: { edit, claim, assign, status: statuses.length > 0 } }
}

export const rowJoins = (reader: Agent) => sql`
  ${seenBy(reader)}
  left join user_account leader on leader.id = ticket.lead_id
  left join company on company.id = ticket.company_id
  left join ticket_contact first_concerned on first_concerned.ticket_id = ticket.id and first_concerned.position = 0
  left join contact on contact.id = first_concerned.contact_id`

function beyond(column: string, type: string, direction: 'asc' | 'desc', after: Place | null): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  const sign = direction === 'asc' ? sql`>` : sql`<`
  const [, value, number] = after
  return sql<boolean>`(${sql.ref(column)}, ticket.number) ${sign} (${value}::${sql.raw(type)}, ${number}::integer)`
}
