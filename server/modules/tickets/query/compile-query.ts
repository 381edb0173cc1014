import { sql } from 'kysely'
import type { QueryTree } from '../../../../contract/rules/query/index.ts'
import { compileCondition, compileOpposite, type QueryFacts, type SqlCondition } from './conditions.ts'

/** Returns the SQL of a query. Null counts as false. */
function compileQuery(tree: QueryTree, facts: QueryFacts): SqlCondition {
  if (tree.type === 'condition') return compileCondition(tree, facts)
  if (tree.type === 'words') return facts.findsWords(tree.text)
  if (tree.type === 'not') return compileNegation(tree.item, facts)
  return joinWith(
    tree.type,
    tree.items.map((item) => compileQuery(item, facts)),
  )
}

/** Returns the SQL of the opposite, which is never null: what is negated is each condition, so that each finds its index. */
function compileNegation(tree: QueryTree, facts: QueryFacts): SqlCondition {
  if (tree.type === 'condition') return compileOpposite(tree, facts)
  if (tree.type === 'words') return sql`(${facts.findsWords(tree.text)}) is not true`
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

/**
 * Splits a query into conditions that all hold, and alternatives of which exactly one does: each can be read by an index of
 * its own, and no ticket is found twice. Without an OR there are no alternatives.
 */
export function compileAlternatives(tree: QueryTree | null, facts: QueryFacts) {
  const items = tree === null ? [] : tree.type === 'and' ? tree.items : [tree]
  const choice = items.find((item) => item.type === 'or' && item.items.length <= alternativesAtMost)
  const all = items.filter((item) => item !== choice).map((item) => compileQuery(item, facts))
  if (choice?.type !== 'or') return { all, alternatives: [] }
  const alternatives = choice.items.map((item, index) => {
    const earlier = choice.items.slice(0, index).map((other) => compileNegation(other, facts))
    return sql<boolean>`${sql.join([compileQuery(item, facts), ...earlier], sql` and `)}`
  })
  return { all, alternatives }
}
