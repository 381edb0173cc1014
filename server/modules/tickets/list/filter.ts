import { type RawBuilder, sql } from 'kysely'
import { countedAtMost } from '../../../../contract/common.ts'
import type { TicketFilter } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import type { Db } from '../../../platform/database.ts'
import { visibleTo } from '../rights/policy.ts'
import {
  estimateSearch,
  matchesByIndex,
  matchesByRow,
  parseTicketNumber,
  planWalks,
  type SearchEstimate,
} from './search.ts'

type Condition = RawBuilder<boolean>

/** Returns the condition of lists and counts: visible to the reader and matching the filter, except its search text. */
export function filterCondition(reader: Agent, filter: TicketFilter): Condition {
  const conditions: Condition[] = [visibleTo(reader)]
  const openOnly = filter.state === 'open' || filter.toHandle || filter.helping || filter.late
  if (openOnly) conditions.push(sql`ticket.is_open`)
  if (filter.state === 'closed') conditions.push(sql`not ticket.is_open`)
  if (filter.ids) conditions.push(sql`ticket.id = any(${filter.ids}::uuid[])`)
  if (filter.status) conditions.push(sql`ticket.status = any(${filter.status}::text[])`)
  if (filter.lead) conditions.push(ledBy(reader, filter.lead))
  if (filter.toHandle) conditions.push(amongThoseToHandle(reader, filter.toHandle))
  if (filter.assignee) conditions.push(assignedTo(filter.assignee === 'me' ? reader.id : filter.assignee))
  if (filter.helping)
    conditions.push(
      sql`${assignedTo(reader.id)} and ticket.lead_id is not null and ticket.lead_id <> ${reader.id}::uuid`,
    )
  if (filter.watcher) conditions.push(linked('ticket_watcher', 'agent_id', reader.id))
  if (filter.criticality) conditions.push(sql`ticket.criticality = any(${filter.criticality}::text[])`)
  if (filter.priority) conditions.push(sql`coalesce(ticket.priority, 'none') = any(${filter.priority}::text[])`)
  if (filter.kind) conditions.push(sql`ticket.kind = any(${filter.kind}::text[])`)
  if (filter.channel) conditions.push(sql`ticket.channel = any(${filter.channel}::text[])`)
  if (filter.teamId) conditions.push(sql`ticket.team_id = ${filter.teamId}::uuid`)
  if (filter.tag) conditions.push(bearing(filter.tag))
  if (filter.reportedFrom) conditions.push(sql`ticket.reported_at >= ${filter.reportedFrom}::timestamptz`)
  if (filter.reportedBefore) conditions.push(sql`ticket.reported_at < ${filter.reportedBefore}::timestamptz`)
  if (filter.changedFrom) conditions.push(sql`ticket.updated_at >= ${filter.changedFrom}::timestamptz`)
  if (filter.changedBefore) conditions.push(sql`ticket.updated_at < ${filter.changedBefore}::timestamptz`)
  if (filter.companyId) conditions.push(sql`ticket.company_id = ${filter.companyId}::uuid`)
  if (filter.projectId) conditions.push(sql`ticket.project_id = ${filter.projectId}::uuid`)
  if (filter.contactId) conditions.push(linked('ticket_contact', 'contact_id', filter.contactId))
  if (filter.reporterId) conditions.push(sql`ticket.reporter_contact_id = ${filter.reporterId}::uuid`)
  if (filter.equipmentId) conditions.push(linked('ticket_equipment', 'equipment_id', filter.equipmentId))
  if (filter.late) conditions.push(sql`ticket.due_rank < now()`)
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

function ledBy(reader: Agent, lead: string): Condition {
  if (lead === 'none') return sql`ticket.lead_id is null`
  return sql`ticket.lead_id = ${lead === 'me' ? reader.id : lead}::uuid`
}

/** Condition for tickets with a tag. An unknown tag matches none. */
const bearing = (word: string): Condition => sql`ticket.tags @> array[
  coalesce((select name from tag where name_key = fold(${word}::text)), '')]`

const assignedTo = (agentId: string): Condition => sql`ticket.assignee_ids @> array[${agentId}::uuid]`

/**
 * Returns the two conditions for tickets to handle, open and not waiting: led by the agent, or assigned to them
 * without a lead. Each has its own index, but their OR has none.
 * @param agent id, or `me` for the reader
 */
export function toHandleConditions(reader: Agent, agent: string): [Condition, Condition] {
  const id = agent === 'me' ? reader.id : agent
  const open = sql`ticket.is_open and ticket.status <> 'waiting'`
  return [sql`${open} and ticket.lead_id = ${id}::uuid`, sql`${open} and ticket.lead_id is null and ${assignedTo(id)}`]
}

/** Cost grows with the agent's open tickets. */
function amongThoseToHandle(reader: Agent, agent: string): Condition {
  const ids = toHandleConditions(reader, agent).map((mine) => sql`select id from ticket where ${mine}`)
  return sql`ticket.id = any(array(${sql.join(ids, sql` union all `)}))`
}

function linked(table: string, column: string, id: string): Condition {
  return sql`ticket.id in (select ticket_id from ${sql.table(table)} where ${sql.ref(column)} = ${id}::uuid)`
}

/** Maximum tickets scanned for a frequent word. */
const walkedAtMost = 10_000

/** Counts tickets, up to 1,000. For a frequent word the count may be a lower bound. */
export async function countTickets(db: Db, reader: Agent, filter: TicketFilter) {
  const asked = filterCondition(reader, filter)
  const text = filter.text?.trim() ?? ''
  if (text === '') return capped(await countRows(db, upTo(countedAtMost + 1, asked)))
  const number = parseTicketNumber(text)
  const others = sql<boolean>`${asked} and ticket.number is distinct from ${number}`
  const named = number ? await countRows(db, upTo(1, sql`${asked} and ticket.number = ${number}`)) : 0
  const search = await estimateSearch(db, text)
  return search ? countFound(db, others, search, named) : capped(named)
}

async function countFound(db: Db, others: Condition, search: SearchEstimate, named: number) {
  if (planWalks(search, countedAtMost).length === 0)
    return capped(named + (await countRows(db, upTo(countedAtMost + 1, sql`${others} and ${matchesByIndex(search)}`))))
  const walk = upTo(walkedAtMost, others)
  const found = named + (await countRows(db, upTo(countedAtMost + 1, matchesByRow(search), walk)))
  if (found > countedAtMost) return capped(found)
  return { count: found, capped: (await countRows(db, walk)) === walkedAtMost }
}

const upTo = (rows: number, where: Condition, from = sql`ticket`) =>
  sql`(select * from ${from} where ${where} limit ${sql.lit(rows)}) ticket`

export async function countRows(db: Db, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${from}`.execute(db)
  return rows[0]?.count ?? 0
}

function capped(count: number) {
  return { count: Math.min(count, countedAtMost), capped: count > countedAtMost }
}
