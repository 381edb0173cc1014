import { type RawBuilder, sql } from 'kysely'
import { allOf, parseQuery, type QueryTree, treeOfFilter } from '../../../../contract/rules/query/index.ts'
import type { TicketFilter } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { type Db, plannedForValues } from '../../../platform/database.ts'
import { visibleTo } from '../rights/policy.ts'
import { compileAlternatives } from './compile-query.ts'
import type { SqlCondition } from './conditions.ts'
import { expandFlags } from './expand-flags.ts'
import { readFacts } from './read-facts.ts'
import { refuseQuery } from './refuse-query.ts'
import type { ResolvedName } from './resolve-names.ts'

/** Filter of a reader, ready to be read. */
export type FilterPlan = {
  /** Condition of every ticket: visible to the reader, and matching what all alternatives have in common. */
  all: SqlCondition
  /** Conditions of which a ticket fulfils exactly one; none when `all` says everything. */
  alternatives: readonly SqlCondition[]
  /** Words that are searched besides. */
  text: string
  names: readonly ResolvedName[]
}

/** Plans a filter with its query. Throws invalid for a query that cannot be read. */
export async function planFilter(db: Db, reader: Agent, filter: TicketFilter): Promise<FilterPlan> {
  const query = readQuery(filter.query, reader)
  const state = filter.state ?? (query === null ? 'open' : 'all')
  const { text, rest } = filter.text === undefined ? takeWords(query) : { text: filter.text, rest: query }
  const joined = allOf([treeOfFilter({ ...filter, state }), rest])
  const tree = joined && expandFlags(joined)
  const { names, facts } = await readFacts(db, reader, tree)
  const { all, alternatives } = compileAlternatives(tree, facts)
  if (filter.ids) all.unshift(sql`ticket.id = any(${filter.ids}::uuid[])`)
  const visible = query === null ? visibleTo(reader) : sql`${plannedForValues} ${visibleTo(reader)}`
  return { all: sql`${sql.join([visible, ...all], sql` and `)}`, alternatives, text: text.trim(), names }
}

function readQuery(text: string | undefined, { locale }: Agent): QueryTree | null {
  const { tree, error } = parseQuery(text ?? '', locale)
  if (error) throw refuseQuery(error, locale)
  return tree
}

/** Takes the words that every ticket must have out of a query. */
function takeWords(query: QueryTree | null): { text: string; rest: QueryTree | null } {
  const items = query?.type === 'and' ? query.items : query === null ? [] : [query]
  const words = items.find((item) => item.type === 'words')
  if (words?.type !== 'words') return { text: '', rest: query }
  return { text: words.text, rest: allOf(items.filter((item) => item !== words)) }
}

/** Selects tickets of a plan that fulfil one more condition. `tail`: the order and the number of rows. */
export function selectPlanned(
  { all, alternatives }: FilterPlan,
  columns: RawBuilder<unknown>,
  where: SqlCondition,
  tail: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const select = (own: SqlCondition) => sql`select ${columns} from ticket where ${own} and ${all} and ${where} ${tail}`
  if (alternatives.length === 0) return sql`select ${columns} from ticket where ${all} and ${where} ${tail}`
  const parts = alternatives.map((own) => sql`(${select(own)})`)
  return sql`select * from (${sql.join(parts, sql` union all `)}) ticket ${tail}`
}
