import { type RawBuilder, sql } from 'kysely'
import { channels, criticalities, priorities, statuses, ticketKinds } from '../../../../contract/enums.ts'
import type {
  Condition,
  DateValue,
  FieldName,
  NameValue,
  Operator,
  Value,
} from '../../../../contract/rules/query/index.ts'
import type { Agent } from '../../../actors.ts'
import { hasChangedSince, isUnseenEvent, joinLastSeen } from '../list/unread.ts'
import { type Clock, resolveDate } from './date-range.ts'

export type SqlCondition = RawBuilder<boolean>

/** Facts with which a query is compiled. */
export type QueryFacts = {
  reader: Agent
  clock: Clock
  /** Ids of the records that a name stands for; of tags, their spelling. */
  idsOf: (value: NameValue) => readonly string[]
  /** Condition for tickets with these words. */
  findsWords: (text: string, isByRow: boolean) => SqlCondition
  /** Whether conditions on other tables are looked up ticket by ticket, for few tickets, instead of by their matches. */
  isByRow: boolean
}

/** Returns the SQL of one condition. Null counts as false. */
export function compileCondition({ field, operator, values }: Condition, facts: QueryFacts): SqlCondition {
  if (field in choices) return isAmong(field as keyof typeof choices, choicesOf(values))
  if (field === 'criticality' || field === 'priority') return isRanked(field, operator, values)
  return anyOf(values.map((value) => compileValue(field, operator, value, facts)))
}

/** Returns the SQL of the opposite. Null counts as false in the condition, so as true here. */
export function compileOpposite(condition: Condition, facts: QueryFacts): SqlCondition {
  const { field, values } = condition
  const all = choices[field as keyof typeof choices]
  if (all) {
    const excluded = choicesOf(values)
    return isAmong(
      field as keyof typeof choices,
      all.filter((each) => !excluded.includes(each)),
    )
  }
  const [only] = values
  if (only?.type === 'choice' && values.length === 1) {
    if (only.choice === 'open') return sql`not ticket.is_open`
    if (only.choice === 'closed') return sql`ticket.is_open`
    if (field === 'has') return sql`not ${hasFile(only.choice, facts.isByRow)}`
  }
  const column = columns[field]
  if (only?.type === 'none' && values.length === 1 && column) return sql`${sql.ref(column)} is not null`
  return sql`(${compileCondition(condition, facts)}) is not true`
}

const choices: Readonly<Record<'status' | 'kind' | 'channel', readonly string[]>> = {
  status: statuses,
  kind: ticketKinds,
  channel: channels,
}

const choicesOf = (values: readonly Value[]) => values.map((value) => (value.type === 'choice' ? value.choice : 'none'))

function isAmong(field: keyof typeof choices, values: readonly string[]): SqlCondition {
  const column = sql.ref(`ticket.${field}`)
  const [first] = values
  return values.length === 1 ? sql`${column} = ${first}` : sql`${column} = any(${values}::text[])`
}

const anyOf = (conditions: readonly SqlCondition[]): SqlCondition =>
  conditions.length === 1 ? (conditions[0] as SqlCondition) : sql`(${sql.join(conditions, sql` or `)})`

const rankings = { criticality: criticalities, priority: priorities } as const

/** Compares ranks, which have an index. No priority has the rank 0, and is neither more nor less than another. */
function isRanked(field: keyof typeof rankings, operator: Operator, values: readonly Value[]): SqlCondition {
  const ranks = choicesOf(values).map((choice) => (rankings[field] as readonly string[]).indexOf(choice) + 1)
  const column = sql.ref(`ticket.${field}_rank`)
  if (operator === '=') return sql`${column} = any(${ranks}::smallint[])`
  return sql`(${column} ${sql.raw(operator)} ${ranks[0]}::smallint and ${column} > 0)`
}

function compileValue(field: FieldName, operator: Operator, value: Value, facts: QueryFacts): SqlCondition {
  switch (value.type) {
    case 'choice':
      return field === 'is' ? hasFlag(value.choice, facts.reader) : hasFile(value.choice, facts.isByRow)
    case 'number':
      return sql`(${isRated} and ticket.rating ${sql.raw(operator)} ${value.number}::smallint)`
    case 'me':
    case 'id':
    case 'name':
      return isOf(field, facts.idsOf(value), facts.isByRow)
    case 'none':
      return lacks(field)
    default:
      return isWithin(field, operator, value, facts.clock)
  }
}

function hasFlag(flag: string, reader: Agent): SqlCondition {
  if (flag === 'open') return sql`ticket.is_open`
  if (flag === 'closed') return sql`not ticket.is_open`
  if (flag === 'late') return sql`ticket.due_rank < now()`
  const since = sql`(select unread_since from agent where id = ${reader.id}::uuid)`
  return sql`(ticket.updated_at > ${since} and exists (
    select from (select) looked ${joinLastSeen(reader)}
    where ${hasChangedSince(since)} and exists (select from event where ${isUnseenEvent(reader, since)})))`
}

function hasFile(what: string, isByRow: boolean): SqlCondition {
  const image = sql`attachment.type like 'image/%'`
  return existsIn(
    sql`attachment where attachment.ticket_id = ticket.id and ${what === 'photo' ? image : sql`true`}`,
    isByRow,
  )
}

/** A LIMIT keeps PostgreSQL from reading all matches first. */
const existsIn = (from: RawBuilder<unknown>, isByRow: boolean): SqlCondition =>
  isByRow ? sql`coalesce((select true from ${from} limit 1), false)` : sql`exists (select from ${from})`

/** A rating is of the resolution that closed the ticket, and of no earlier one. */
const isRated = sql`ticket.rated_closing = ticket.closed_at and ticket.rating is not null`

const columns: Partial<Record<FieldName, string>> = {
  lead: 'ticket.lead_id',
  company: 'ticket.company_id',
  project: 'ticket.project_id',
  team: 'ticket.team_id',
}

const links: Partial<Record<FieldName, { table: string; column: string }>> = {
  watcher: { table: 'ticket_watcher', column: 'agent_id' },
  contact: { table: 'ticket_contact', column: 'contact_id' },
  equipment: { table: 'ticket_equipment', column: 'equipment_id' },
}

function isOf(field: FieldName, ids: readonly string[], isByRow: boolean): SqlCondition {
  if (ids.length === 0) return sql`false`
  const column = columns[field]
  if (column) return isOneOf(sql.ref(column), ids)
  const link = links[field]
  if (link) {
    const isLinked = isOneOf(sql.ref(`link.${link.column}`), ids)
    return existsIn(sql`${sql.table(link.table)} link where link.ticket_id = ticket.id and ${isLinked}`, isByRow)
  }
  if (field === 'assignee')
    return ids.length === 1
      ? sql`ticket.assignee_ids @> array[${ids[0]}::uuid]`
      : sql`ticket.assignee_ids && ${ids}::uuid[]`
  if (field === 'tag') return sql`ticket.tags @> array[${ids[0]}::text]`
  return sql`(${isOneOf(sql`ticket.reporter_contact_id`, ids)} or ${isOneOf(sql`ticket.reporter_agent_id`, ids)})`
}

const isOneOf = (column: RawBuilder<unknown>, ids: readonly string[]): SqlCondition =>
  ids.length === 1 ? sql`${column} = ${ids[0]}::uuid` : sql`${column} = any(${ids}::uuid[])`

function lacks(field: FieldName): SqlCondition {
  const column = columns[field]
  if (column) return sql`${sql.ref(column)} is null`
  const link = links[field]
  if (link) return sql`not exists (select from ${sql.table(link.table)} link where link.ticket_id = ticket.id)`
  if (field === 'assignee') return sql`ticket.assignee_ids = '{}'`
  if (field === 'tag') return sql`ticket.tags = '{}'`
  if (field === 'reporter') return sql`(ticket.reporter_contact_id is null and ticket.reporter_agent_id is null)`
  if (field === 'rating') return sql`(${isRated}) is not true`
  return sql`ticket.due_rank = 'infinity'`
}

const dates: Partial<Record<FieldName, string>> = {
  created: 'ticket.created_at',
  reported: 'ticket.reported_at',
  changed: 'ticket.updated_at',
  closed: 'ticket.closed_at',
  due: 'ticket.due_rank',
}

function isWithin(field: FieldName, operator: Operator, value: DateValue, clock: Clock): SqlCondition {
  const column = sql.ref(dates[field] ?? '')
  const { from, before } = resolveDate(operator, value, field === 'due', clock)
  const bounds = [
    ...(from === undefined ? [] : [sql`${column} >= ${from}::timestamptz`]),
    ...(before === undefined ? [] : [sql`${column} < ${before}::timestamptz`]),
    // Tickets without a due date have this one.
    ...(field === 'due' && before === undefined ? [sql`${column} < 'infinity'`] : []),
  ]
  return sql`(${sql.join(bounds, sql` and `)})`
}
