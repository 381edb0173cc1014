import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { TicketQuery } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { readCursor, writeCursor } from '../../../platform/cursor.ts'
import type { Db } from '../../../platform/database.ts'
import { countRows, filterCondition, toHandleConditions } from './filter.ts'
import { type FoundRow, foundColumns, readTicketRows, ticketState, wholeColumns } from './read-rows.ts'
import { estimateSearch, matchesByIndex, matchesByRow, parseTicketNumber, planWalks } from './search.ts'
import { joinLastSeen } from './unread.ts'

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

type PlacedRow = FoundRow & { number: number; place: string | number }

export async function listTickets(db: Db, reader: Agent, query: TicketQuery) {
  const { column, type, direction } = sorts[query.sort]
  const after = query.cursor === undefined ? null : readCursor(placeIn(query.sort), query.cursor)
  const order = sql`${sql.ref(column)} ${sql.raw(direction)}, ticket.number ${sql.raw(direction)}`
  const { toHandle: mine, ...rest } = query
  const asked = sql<boolean>`${filterCondition(reader, rest)} and ${afterCursor(column, type, direction, after)}`
  const list: List = {
    limitRows(from, where, rows) {
      const first = (of: RawBuilder<unknown>) => sql`${of} order by ${order} limit ${sql.lit(rows)}`
      const columns = from === everything ? ticketState : sql`*`
      if (from !== everything || !mine) return first(sql`select ${columns} from ${from} where ${where}`)
      const each = toHandleConditions(reader).map(
        (isMine) => sql`(${first(sql`select ${columns} from ticket where ${isMine} and ${where}`)})`,
      )
      return first(sql`select * from (${sql.join(each, sql` union all `)}) ticket`)
    },
    async read(page, { whole } = { whole: false }) {
      const columns = whole ? wholeColumns(reader) : sql`${foundColumns(reader)}, ticket.number`
      // Limit the page first, so that the joins read only its rows.
      const { rows } = await sql<PlacedRow>`
        select ${columns}, ${sql.ref(column)} as place
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
    items: await readTicketRows(db, reader, [...named, ...items]),
    next: rows.length > query.limit && last ? writeCursor([query.sort, last.place, last.number]) : null,
  }
}

type List = {
  /** The first rows of a source that fulfil a condition, in the order of the list. */
  limitRows: (from: RawBuilder<unknown>, where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  /** Reads the lines of a page, from the row cache unless `whole`. */
  read: (page: RawBuilder<unknown>, how?: { whole: boolean }) => Promise<PlacedRow[]>
}
const everything = sql`ticket`

async function readRows(
  db: Db,
  list: List,
  asked: RawBuilder<boolean>,
  text: string,
  wanted: number,
): Promise<PlacedRow[]> {
  if (text === '') return list.read(list.limitRows(everything, asked, wanted))
  const search = await estimateSearch(db, text)
  if (!search) return []
  const others = sql<boolean>`${asked} and ticket.number is distinct from ${parseTicketNumber(text)}`
  for (const length of planWalks(search, wanted)) {
    const walk = sql`(${list.limitRows(everything, others, length)}) ticket`
    const rows = await list.read(list.limitRows(walk, matchesByRow(search), wanted))
    if (rows.length === wanted || (await countRows(db, walk)) < length) return rows
  }
  const found = list.limitRows(everything, sql`${others} and ${matchesByIndex(search)}`, wanted)
  return list.read(found, { whole: true })
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
