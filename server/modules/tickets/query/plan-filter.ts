import { type RawBuilder, sql } from 'kysely'
import { allOf, parseQuery, type QueryTree, treeOfFilter } from '../../../../contract/rules/query/index.ts'
import type { TicketFilter } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { type Db, plannedForValues } from '../../../platform/database.ts'
import { visibleTo } from '../rights/policy.ts'
import { type CompiledQuery, compileParts, type TicketSort } from './compile-query.ts'
import type { SqlCondition } from './conditions.ts'
import { expandFlags } from './expand-flags.ts'
import { readFacts } from './read-facts.ts'
import { refuseQuery } from './refuse-query.ts'
import type { ResolvedName } from './resolve-names.ts'

/** Filter of a reader, ready to be read. */
export type FilterPlan = {
  parts: CompiledQuery
  /** Condition for the tickets of a walk over the ordered conditions. */
  rest: SqlCondition
  /** Words that are searched besides. */
  text: string
  names: readonly ResolvedName[]
  /** Whether the list may have to be walked for long: a query with conditions that no index has in its order. */
  mayWalk: boolean
}

/** Plans a filter with its query. Throws invalid for a query that cannot be read. */
export async function planFilter(
  db: Db,
  reader: Agent,
  filter: TicketFilter,
  sort: TicketSort = 'updated',
): Promise<FilterPlan> {
  const query = readQuery(filter.query, reader)
  const state = filter.state ?? (query === null ? 'open' : 'all')
  const { text, rest } = filter.text === undefined ? takeWords(query) : { text: filter.text, rest: query }
  const joined = allOf([treeOfFilter({ ...filter, state }), rest])
  const tree = joined && expandFlags(joined)
  const { names, facts } = await readFacts(db, reader, tree)
  const { ordered, filters, alternatives } = compileParts(tree, facts, sort)
  const visible = query === null ? visibleTo(reader) : sql<boolean>`${plannedForValues} ${visibleTo(reader)}`
  const mayWalk = query !== null && (filters.length > 0 || alternatives.length > 0)
  const among = filter.ids ? [sql<boolean>`ticket.id = any(${filter.ids}::uuid[])`] : []
  return {
    parts: { ordered: [visible, ...among, ...ordered], filters, alternatives },
    rest: mayWalk ? matchesRest(compileParts(tree, { ...facts, isByRow: true }, sort)) : sql`true`,
    text: text.trim(),
    names,
    mayWalk,
  }
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

const allConditions = (conditions: readonly SqlCondition[]): SqlCondition => sql`${sql.join(conditions, sql` and `)}`

/** Orders and number of rows of a selection: by an index where one has the order, or sorted after all are found. */
export type Tails = { indexed: RawBuilder<unknown>; sorted: RawBuilder<unknown> }

/** Selects the tickets of a plan that fulfil one more condition: each alternative by its own index. */
export function selectPlanned(
  { ordered, filters, alternatives }: CompiledQuery,
  columns: RawBuilder<unknown>,
  where: SqlCondition,
  { indexed, sorted }: Tails,
): RawBuilder<unknown> {
  const select = (own: readonly SqlCondition[], isInOrder: boolean) => sql`
    select ${columns} from ticket where ${allConditions([...own, ...ordered, ...filters, where])}
    ${isInOrder ? indexed : sorted}`
  if (alternatives.length === 0) return select([], filters.length === 0)
  const parts = alternatives.map((each) => {
    const isInOrder = filters.length === 0 && each.filters.length === 0 && each.ordered.length > 0
    return sql`(${select([...each.ordered, ...each.filters, ...each.apart], isInOrder)})`
  })
  return sql`select * from (${sql.join(parts, sql` union all `)}) ticket ${indexed}`
}

/** Condition for tickets that fulfil the ordered conditions already. */
function matchesRest({ filters, alternatives }: CompiledQuery): SqlCondition {
  const each = alternatives.map(({ ordered, filters: own }) => allConditions([...ordered, ...own]))
  const any = each.length === 0 ? [] : [sql<boolean>`(${sql.join(each, sql` or `)})`]
  return allConditions([sql`true`, ...filters, ...any])
}

/** Selects the first tickets that fulfil the ordered conditions of a plan. */
export const selectWalk = (
  { ordered }: CompiledQuery,
  columns: RawBuilder<unknown>,
  where: SqlCondition,
  tail: RawBuilder<unknown>,
) => sql`select ${columns} from ticket where ${allConditions([...ordered, where])} ${tail}`
