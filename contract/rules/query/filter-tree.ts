import type { TicketFilter } from '../../ticket-filter.ts'
import type { Condition, FieldName, NameValue, Operator, Place, QueryTree, Value } from './tree.ts'

/** Filter of the panel, without what is no condition on a ticket’s fields. */
export type PanelFilter = { [Name in keyof Omit<TicketFilter, 'ids' | 'text' | 'query'>]?: TicketFilter[Name] }

const nowhere: Place = [0, 0]

/** Returns the panel’s filter as a query, null when it says nothing. */
export function treeOfFilter(filter: PanelFilter): QueryTree | null {
  const { state, reportedFrom, reportedBefore, changedFrom, changedBefore } = filter
  const conditions: (QueryTree | null)[] = [
    state === 'open' || state === 'closed' ? flag(state) : null,
    anyOf('status', filter.status),
    named('lead', filter.lead),
    filter.toHandle === undefined ? null : toHandleBy(filter.toHandle),
    named('assignee', filter.assignee),
    filter.helping ? flag('helping') : null,
    named('watcher', filter.watcher),
    anyOf('criticality', filter.criticality),
    anyOf('priority', filter.priority),
    anyOf('kind', filter.kind),
    anyOf('channel', filter.channel),
    named('team', filter.teamId),
    filter.tag === undefined ? null : condition('tag', '=', [{ type: 'name', name: filter.tag, at: nowhere }]),
    instant('reported', '>=', reportedFrom),
    instant('reported', '<', reportedBefore),
    instant('changed', '>=', changedFrom),
    instant('changed', '<', changedBefore),
    named('company', filter.companyId),
    named('project', filter.projectId),
    named('contact', filter.contactId),
    named('reporter', filter.reporterId),
    named('equipment', filter.equipmentId),
    filter.late ? flag('late') : null,
  ]
  return allOf(conditions)
}

/** Joins queries with AND; those that are null say nothing. */
export function allOf(trees: readonly (QueryTree | null)[]): QueryTree | null {
  const items = trees.flatMap((tree) => (tree === null ? [] : tree.type === 'and' ? tree.items : [tree]))
  const [first] = items
  return items.length > 1 ? { type: 'and', items, at: nowhere } : (first ?? null)
}

const condition = (field: FieldName, operator: Operator, values: readonly Value[]): Condition => ({
  type: 'condition',
  field,
  operator,
  values,
  at: nowhere,
})

const choice = (value: string): Value => (value === 'none' ? { type: 'none' } : { type: 'choice', choice: value })

const flag = (name: string) => condition('is', '=', [choice(name)])

const anyOf = (field: FieldName, values: readonly string[] | undefined) =>
  values === undefined ? null : condition(field, '=', values.map(choice))

function named(field: FieldName, value: string | undefined): Condition | null {
  if (value === undefined) return null
  const name: NameValue = value === 'me' || value === 'none' ? { type: value } : { type: 'id', id: value }
  return condition(field, '=', [name])
}

/** Returns the tickets to handle of an agent: open, not waiting, and led by them, or assigned to them without a lead. */
function toHandleBy(agent: string): QueryTree {
  if (agent === 'me') return flag('to-handle')
  const waiting = condition('status', '=', [choice('waiting')])
  const active: QueryTree[] = [flag('open'), { type: 'not', item: waiting, at: nowhere }]
  const by = (field: FieldName) => condition(field, '=', [{ type: 'id', id: agent }])
  const led: QueryTree = { type: 'and', items: [...active, by('lead')], at: nowhere }
  const assigned = [...active, condition('lead', '=', [{ type: 'none' }]), by('assignee')]
  return { type: 'or', items: [led, { type: 'and', items: assigned, at: nowhere }], at: nowhere }
}

const instant = (field: FieldName, operator: Operator, value: string | undefined) =>
  value === undefined ? null : condition(field, operator, [{ type: 'instant', instant: value }])
