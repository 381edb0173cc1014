import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { namesAtMost, type QueryName, type TicketQuery } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { readCursor, writeCursor } from '../../../platform/cursor.ts'
import type { Db } from '../../../platform/database.ts'
import type { CompiledQuery } from '../query/compile-query.ts'
import { type FilterPlan, planFilter, selectPlanned, selectWalk } from '../query/plan-filter.ts'
import type { ResolvedName } from '../query/resolve-names.ts'
import { countRows } from './count-tickets.ts'
import { type FoundRow, foundColumns, readTicketRows, ticketState, wholeColumns } from './read-rows.ts'
import {
  estimateSearch,
  isRare,
  matchesByIndex,
  matchesByRow,
  parseTicketNumber,
  planWalks,
  type SearchEstimate,
} from './search.ts'
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
  const plan = await planFilter(db, reader, query, query.sort)
  const isAfter = afterCursor(column, type, direction, after)
  const first = (rows: number) => sql`order by ${order} limit ${sql.lit(rows)}`
  // No index has this order, so the planner looks for one of the conditions and sorts what it finds.
  const plus = type === 'timestamptz' ? sql`interval '0'` : sql`0`
  const sortedFirst = (rows: number) => sql`
    order by ${sql.ref(column)} + ${plus} ${sql.raw(direction)}, ticket.number ${sql.raw(direction)} limit ${sql.lit(rows)}`
  const list: List = {
    limitRows: (where, rows) =>
      selectPlanned(plan.parts, ticketState, sql`${isAfter} and ${where}`, {
        indexed: first(rows),
        sorted: first(rows),
      }),
    sortRows: (where, rows) =>
      selectPlanned(plan.parts, ticketState, sql`${isAfter} and ${where}`, {
        indexed: first(rows),
        sorted: sortedFirst(rows),
      }),
    walkRows: (where, rows) => selectWalk(plan.parts, ticketState, sql`${isAfter} and ${where}`, first(rows)),
    limitWalk: (walk, where, rows) => sql`select * from (${walk}) ticket where ${where} ${first(rows)}`,
    async read(page, { whole } = { whole: false }) {
      const columns = whole ? wholeColumns(reader) : sql`${foundColumns(reader)}, ticket.number`
      // Limit the page first, so that the joins read only its rows.
      const { rows } = await sql<PlacedRow>`
        select ${columns}, ${sql.ref(column)} as place
        from (${page}) ticket ${joinLastSeen(reader)} order by ${order}`.execute(db)
      return rows
    },
  }
  const number = parseTicketNumber(plan.text)
  const rows = await readRows(db, list, plan, query.limit + 1)
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
  /** The same, found by the conditions and then sorted. */
  sortRows: (where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  /** The first rows that fulfil what an index has in the order of the list, and one more condition. */
  walkRows: (where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  /** Rows of such a selection that fulfil another condition. */
  limitWalk: (walk: RawBuilder<unknown>, where: RawBuilder<boolean>, rows: number) => RawBuilder<unknown>
  /** Reads the lines of a page, from the cache of rows unless they are read whole. */
  read: (page: RawBuilder<unknown>, how?: { whole: boolean }) => Promise<PlacedRow[]>
}

async function readRows(db: Db, list: List, plan: FilterPlan, wanted: number): Promise<PlacedRow[]> {
  const { text } = plan
  const search = text === '' ? null : await estimateSearch(db, text)
  if (text !== '' && !search) return []
  const others = sql<boolean>`ticket.number is distinct from ${parseTicketNumber(text)}`
  if (plan.mayWalk) return readShortWalk(list, plan, { search, others }, wanted)
  if (!search) return list.read(list.limitRows(sql`true`, wanted))
  for (const length of planWalks(search, wanted)) {
    const walk = list.limitRows(others, length)
    const rows = await list.read(list.limitWalk(walk, matchesByRow(search), wanted))
    if (rows.length === wanted || (await countRows(db, sql`(${walk}) ticket`)) < length) return rows
  }
  return list.read(list.limitRows(sql`${others} and ${matchesByIndex(search)}`, wanted), { whole: true })
}

/** Rows that a list is walked for at first, and at most, before its tickets are found by their conditions and sorted. */
const firstWalk = 4_096
const longestWalk = 65_536

/**
 * Reads a list whose conditions may be rarer among the newest tickets than PostgreSQL expects: it would walk over nearly
 * all of them. A first walk tells how frequent they are there.
 */
async function readShortWalk(
  list: List,
  { parts, rest }: FilterPlan,
  { search, others }: { search: SearchEstimate | null; others: RawBuilder<boolean> },
  wanted: number,
): Promise<PlacedRow[]> {
  const hasWords = search ? matchesByRow(search) : sql<boolean>`true`
  const matching = sql<boolean>`${rest} and ${hasWords}`
  const walk = (length: number) => list.read(list.limitWalk(list.walkRows(others, length), matching, wanted))
  const first = await walk(firstWalk)
  if (first.length === wanted) return first
  const length = 2 ** Math.ceil(Math.log2((2 * firstWalk * wanted) / first.length))
  // Conditions that each have many tickets and few in common are costly to look up.
  if (first.length >= (isCombined(parts) ? 4 : 16) && length <= longestWalk) {
    const rows = await walk(length)
    if (rows.length === wanted) return rows
  }
  const finds = search && isRare(search) ? matchesByIndex(search) : hasWords
  return list.read(list.sortRows(sql`${others} and ${finds}`, wanted), { whole: true })
}

const isCombined = ({ filters, alternatives }: CompiledQuery) =>
  filters.length > 1 || alternatives.some((each) => filters.length + each.filters.length > 1)

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
