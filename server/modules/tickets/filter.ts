import { type RawBuilder, sql } from 'kysely'
import type { TicketFilter } from '../../../contract/tickets.ts'
import type { Agent } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { holds, searched } from '../../platform/search-words.ts'
import { visibleTo } from './policy.ts'

type Condition = RawBuilder<boolean>

/** The WHERE of lists and counts: what the reader sees and the filter asks. */
export function matching(reader: Agent, filter: TicketFilter): Condition {
  const conditions: Condition[] = [visibleTo(reader)]
  const openOnly = filter.state === 'open' || filter.toHandle || filter.late
  if (openOnly) conditions.push(sql`ticket.is_open`)
  if (filter.state === 'closed') conditions.push(sql`not ticket.is_open`)
  if (filter.ids) conditions.push(sql`ticket.id = any(${filter.ids}::uuid[])`)
  if (filter.status) conditions.push(sql`ticket.status = any(${filter.status}::text[])`)
  if (filter.lead) conditions.push(ledBy(reader, filter.lead))
  if (filter.toHandle) conditions.push(toHandle(reader))
  if (filter.criticality) conditions.push(sql`ticket.criticality = any(${filter.criticality}::text[])`)
  if (filter.priority) conditions.push(sql`coalesce(ticket.priority, 'none') = any(${filter.priority}::text[])`)
  if (filter.companyId) conditions.push(sql`ticket.company_id = ${filter.companyId}::uuid`)
  if (filter.projectId) conditions.push(sql`ticket.project_id = ${filter.projectId}::uuid`)
  if (filter.contactId) conditions.push(linked('ticket_contact', 'contact_id', filter.contactId))
  if (filter.equipmentId) conditions.push(linked('ticket_equipment', 'equipment_id', filter.equipmentId))
  if (filter.late) conditions.push(sql`ticket.due_rank < now()`)
  if (filter.text) conditions.push(...saying(filter.text))
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

function ledBy(reader: Agent, lead: string): Condition {
  if (lead === 'none') return sql`ticket.lead_id is null`
  return sql`ticket.lead_id = ${lead === 'me' ? reader.id : lead}::uuid`
}

/** Not waiting, and mine: I lead it, or it has no lead and I am assigned. As much work as I have open tickets. */
function toHandle(reader: Agent): Condition {
  const mine = sql`select id from ticket where is_open and status <> 'waiting'`
  return sql`ticket.id = any(array(
    ${mine} and lead_id = ${reader.id}::uuid
    union all ${mine} and lead_id is null and assignee_ids @> array[${reader.id}::uuid]))`
}

function linked(table: string, column: string, id: string): Condition {
  return sql`ticket.id in (select ticket_id from ${sql.table(table)} where ${sql.ref(column)} = ${id}::uuid)`
}

/** "T-1042" or "1042" is also a ticket number; every other word must be in the title. */
function saying(text: string): Condition[] {
  const number = /^\s*(?:t-?)?(\d{1,9})\s*$/i.exec(text)?.[1]
  const title = sql`ticket.title_search`
  if (number) return [sql`(ticket.number = ${Number(number)} or ${holds(title, number)})`]
  const { words, digits } = searched(text)
  return [...words, ...(digits ? [digits] : [])].map((word) => holds(title, word))
}

const countedAtMost = 1_000

/** Exact up to 1,000: counting more would cost more than it tells. */
export async function countTickets(db: Db, reader: Agent, filter: TicketFilter) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from ticket where ${matching(reader, filter)} limit ${countedAtMost + 1}) counted`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countedAtMost), capped: count > countedAtMost }
}
