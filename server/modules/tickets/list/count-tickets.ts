import { type RawBuilder, sql } from 'kysely'
import { countedAtMost } from '../../../../contract/common.ts'
import type { TicketFilter } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import type { Db } from '../../../platform/database.ts'
import { planFilter, selectPlanned } from '../query/plan-filter.ts'
import {
  estimateSearch,
  matchesByIndex,
  matchesByRow,
  parseTicketNumber,
  planWalks,
  type SearchEstimate,
} from './search.ts'

/** Maximum tickets scanned for a frequent word. */
const walkedAtMost = 10_000

/** Counts tickets, up to 1,000. For a frequent word the count may be a lower bound. */
export async function countTickets(db: Db, reader: Agent, filter: TicketFilter) {
  const plan = await planFilter(db, reader, filter)
  const upTo: Counted = (rows, where) => {
    const tail = sql`limit ${sql.lit(rows)}`
    return sql`(${selectPlanned(plan.parts, sql`ticket.*`, where, { indexed: tail, sorted: tail })}) ticket`
  }
  const { text } = plan
  if (text === '') return capped(await countRows(db, upTo(countedAtMost + 1, sql`true`)))
  const number = parseTicketNumber(text)
  const named = number ? await countRows(db, upTo(1, sql`ticket.number = ${number}`)) : 0
  const search = await estimateSearch(db, text)
  return search ? countFound(db, upTo, { search, number, named }) : capped(named)
}

/** Rows of the filter that fulfil one more condition, as a FROM. */
type Counted = (rows: number, where: RawBuilder<boolean>) => RawBuilder<unknown>
type Search = { search: SearchEstimate; number: number | null; named: number }

async function countFound(db: Db, upTo: Counted, { search, number, named }: Search) {
  const others = sql<boolean>`ticket.number is distinct from ${number}`
  if (planWalks(search, countedAtMost).length === 0)
    return capped(named + (await countRows(db, upTo(countedAtMost + 1, sql`${others} and ${matchesByIndex(search)}`))))
  const walk = upTo(walkedAtMost, others)
  const matching = sql`(select from ${walk} where ${matchesByRow(search)} limit ${sql.lit(countedAtMost + 1)}) ticket`
  const found = named + (await countRows(db, matching))
  if (found > countedAtMost) return capped(found)
  return { count: found, capped: (await countRows(db, walk)) === walkedAtMost }
}

export async function countRows(db: Db, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${from}`.execute(db)
  return rows[0]?.count ?? 0
}

function capped(count: number) {
  return { count: Math.min(count, countedAtMost), capped: count > countedAtMost }
}
