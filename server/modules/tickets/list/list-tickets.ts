import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { namesAtMost, type QueryName, type TicketQuery } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { readCursor, writeCursor } from '../../../platform/cursor.ts'
import type { Db } from '../../../platform/database.ts'
import { planFilter, selectPlanned } from '../query/plan-filter.ts'
import type { ResolvedName } from '../query/resolve-names.ts'
import { countRows } from './count-tickets.ts'
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
  const plan = await planFilter(db, reader, query)
  const isAfter = afterCursor(column, type, direction, after)
  const first = (rows: number) => sql`order by ${order} limit ${sql.lit(rows)}`
  const list: List = {
    limitRows: (where, rows) => selectPlanned(plan, ticketState, sql`${isAfter} and ${where}`, first(rows)),
    limitWalk: (walk, where, rows) => sql`select * from (${walk}) ticket where ${where} ${first(rows)}`,
    async read(page, { whole } = { whole: false }) {
      const columns = whole ? wholeColumns(reader) : sql`${foundColumns(reader)}, ticket.number`
      // The page is cut first, so that only its rows are looked at further.
      const { rows } = await sql<PlacedRow>`
        select ${columns}, ${sql.ref(column)} as place
        from (${page}) ticket ${joinLastSeen(reader)} order by ${order}`.execute(db)
      return rows
    },
  }
  const number = parseTicketNumber(plan.text)
  const rows = await readRows(db, list, plan.text, query.limit + 1)
  // A ticket with the searched number comes first in every order.
  const named = number && !after ? await list.read(list.limitRows(sql`ticket.number = ${number}`, 1)) : []
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: await readTicketRows(db, reader, [...named, ...items]),
    next: rows.length > query.limit && last ? writeCursor([query.sort, last.place, last.number]) : null,
    ...(query.query !== undefined && { names: plan.names.map(tellName) }),
  }
}

/** Returns a name of the query with the records that it stands for, the first of them named. */
const tellName = ({ field, value, records }: ResolvedName): QueryName => ({
  field,
  name: value.name,
  at: [...value.at],
  records: records.slice(0, namesAtMost),
  count: records.length,
})

type List = {
  /** The first rows of the filter that fulfil one more condition, in the order of the list. */
  limitRows: (where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  /** Rows of such a selection that fulfil another condition. */
  limitWalk: (walk: RawBuilder<unknown>, where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  /** Reads the lines of a page, from the cache of rows unless they are read whole. */
  read: (page: RawBuilder<unknown>, how?: { whole: boolean }) => Promise<PlacedRow[]>
}

async function readRows(db: Db, list: List, text: string, wanted: number): Promise<PlacedRow[]> {
  if (text === '') return list.read(list.limitRows(sql`true`, wanted))
  const search = await estimateSearch(db, text)
  if (!search) return []
  const others = sql<boolean>`ticket.number is distinct from ${parseTicketNumber(text)}`
  for (const length of planWalks(search, wanted)) {
    const walk = list.limitRows(others, length)
    const rows = await list.read(list.limitWalk(walk, matchesByRow(search), wanted))
    if (rows.length === wanted || (await countRows(db, sql`(${walk}) ticket`)) < length) return rows
  }
  return list.read(list.limitRows(sql`${others} and ${matchesByIndex(search)}`, wanted), { whole: true })
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
