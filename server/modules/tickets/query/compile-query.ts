import { sql } from 'kysely'
import type { FieldName, NameValue, QueryTree } from '../../../../contract/rules/query/index.ts'
import type { TicketQuery } from '../../../../contract/tickets.ts'
import { compileCondition, compileOpposite, type QueryFacts, type SqlCondition } from './conditions.ts'

export type TicketSort = TicketQuery['sort']

/** Returns the SQL of a query. Null counts as false. */
function compileQuery(tree: QueryTree, facts: QueryFacts): SqlCondition {
  if (tree.type === 'condition') return compileCondition(tree, facts)
  if (tree.type === 'words') return facts.findsWords(tree.text, facts.isByRow)
  if (tree.type === 'not') return compileNegation(tree.item, facts)
  return joinWith(
    tree.type,
    tree.items.map((item) => compileQuery(item, facts)),
  )
}

/** Returns the SQL of the opposite, which is never null: what is negated is each condition, so that each finds its index. */
function compileNegation(tree: QueryTree, facts: QueryFacts): SqlCondition {
  if (tree.type === 'condition') return compileOpposite(tree, facts)
  if (tree.type === 'words') return sql`(${facts.findsWords(tree.text, facts.isByRow)}) is not true`
  if (tree.type === 'not') return sql`(${compileQuery(tree.item, facts)}) is true`
  return joinWith(
    tree.type === 'and' ? 'or' : 'and',
    tree.items.map((item) => compileNegation(item, facts)),
  )
}

const joinWith = (type: 'and' | 'or', conditions: SqlCondition[]): SqlCondition =>
  sql`(${sql.join(conditions, type === 'and' ? sql` and ` : sql` or `)})`

/** Maximum alternatives that are read one by one. */
const alternativesAtMost = 6

/** Conditions that all hold. `ordered` ones have an index in the order of the list, `filters` are the others. */
type Conditions = { ordered: readonly SqlCondition[]; filters: readonly SqlCondition[] }

export type CompiledQuery = Conditions & {
  /** Alternatives of which a ticket fulfils exactly one; `apart` says so, and excludes the ones before. */
  alternatives: readonly (Conditions & { apart: readonly SqlCondition[] })[]
}

/**
 * Splits a query into conditions that all hold, and alternatives of which exactly one does: each can be read by an index of
 * its own, and no ticket is found twice. Without an OR there are no alternatives.
 */
export function compileParts(tree: QueryTree | null, facts: QueryFacts, sort: TicketSort): CompiledQuery {
  const items = itemsOf(tree)
  const choice = items.find((item) => item.type === 'or' && item.items.length <= alternativesAtMost)
  const common = splitByOrder(
    items.filter((item) => item !== choice),
    facts,
    sort,
  )
  if (choice?.type !== 'or') return { ...common, alternatives: [] }
  const alternatives = choice.items.map((item, index) => {
    const apart = choice.items.slice(0, index).map((other) => compileNegation(other, facts))
    return { ...splitByOrder(itemsOf(item), facts, sort), apart }
  })
  return { ...common, alternatives }
}

const itemsOf = (tree: QueryTree | null) => (tree === null ? [] : tree.type === 'and' ? tree.items : [tree])

function splitByOrder(items: readonly QueryTree[], facts: QueryFacts, sort: TicketSort): Conditions {
  const compile = (each: readonly QueryTree[]) => each.map((item) => compileQuery(item, facts))
  return {
    ordered: compile(items.filter((item) => isInOrder(item, facts, sort))),
    filters: compile(items.filter((item) => !isInOrder(item, facts, sort))),
  }
}

/** Fields whose index has the last change behind one value. */
const indexedByChange: readonly FieldName[] = ['lead', 'company', 'project', 'team', 'status', 'kind', 'channel']

/** Tells whether an index has the tickets of a condition in the order of the list. */
function isInOrder(item: QueryTree, { idsOf }: QueryFacts, sort: TicketSort): boolean {
  // Without one of its statuses, a list is hardly shorter.
  if (item.type === 'not')
    return item.item.type === 'condition' && item.item.field === 'status' && item.item.values.length === 1
  if (item.type !== 'condition') return false
  const { field, operator, values } = item
  const [value] = values
  if (!value || values.length > 1) return false
  if (value.type === 'choice' && field === 'is') return value.choice === 'open'
  if (sort === 'reported' && field === 'reported') return true
  if (sort !== 'updated') return false
  if (field === 'changed') return true
  if (operator !== '=' || !indexedByChange.includes(field)) return false
  return value.type === 'choice' || (value.type !== 'none' && idsOf(value as NameValue).length === 1)
}
