import type { Condition, FieldName, Place, QueryTree, Value } from '../../../../contract/rules/query/index.ts'

/** Returns a query without the flags that other conditions say, flat and without repetitions. */
export function expandFlags(tree: QueryTree): QueryTree {
  if (tree.type === 'not') return { ...tree, item: expandFlags(tree.item) }
  if (tree.type === 'words') return tree
  if (tree.type === 'condition') return tree.field === 'is' ? meaningOf(tree) : tree
  const items = tree.items.map(expandFlags).flatMap((item) => (item.type === tree.type ? item.items : [item]))
  return joined(tree.type, [...new Map(items.map((item) => [keyOf(item), item])).values()], tree.at)
}

/** Text that two equal queries share, wherever they stand. */
const keyOf = (tree: QueryTree) => JSON.stringify(tree, (name, value) => (name === 'at' ? undefined : value))

function meaningOf(condition: Condition): QueryTree {
  const { at } = condition
  const flags = condition.values.map((value) => {
    const name = value.type === 'choice' ? value.choice : ''
    return meanings[name]?.(at) ?? { ...condition, values: [value] }
  })
  return joined('or', flags, at)
}

const is = (field: FieldName, value: Value, at: Place): Condition => ({
  ...{ type: 'condition', field, operator: '=', values: [value], at },
})
const me = { type: 'me' } as const
const none = { type: 'none' } as const
const open = (at: Place) => is('is', { type: 'choice', choice: 'open' }, at)
const not = (item: QueryTree): QueryTree => ({ type: 'not', item, at: item.at })
const and = (at: Place, ...items: QueryTree[]): QueryTree => ({ type: 'and', items, at })

/** Meaning of the flags that several conditions make. Each alternative of “to handle” has its own index. */
const meanings: Readonly<Record<string, (at: Place) => QueryTree>> = {
  late: (at) => and(at, open(at), is('is', { type: 'choice', choice: 'late' }, at)),
  unclaimed: (at) => and(at, open(at), is('lead', none, at)),
  'to-handle': (at) => {
    const active = [open(at), not(is('status', { type: 'choice', choice: 'waiting' }, at))]
    const led = and(at, ...active, is('lead', me, at))
    const assigned = and(at, ...active, is('lead', none, at), is('assignee', me, at))
    return { type: 'or', items: [led, assigned], at }
  },
  helping: (at) => and(at, open(at), is('assignee', me, at), not(is('lead', none, at)), not(is('lead', me, at))),
}

/** Joins queries. None of the items may be of the same type. */
function joined(type: 'and' | 'or', items: readonly QueryTree[], at: Place): QueryTree {
  const [first] = items
  return items.length === 1 && first ? first : { type, items, at }
}
