import { sql } from 'kysely'
import type { TicketRow } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import type { Db } from '../../../platform/database.ts'
import { type NameOf, readNames } from '../../../platform/name-cache.ts'
import { openRowCache, type RowState } from '../../../platform/row-cache.ts'
import { rowRights, visibleTo } from '../rights/policy.ts'
import { isUnread } from './unread.ts'

/**
 * Line of the list as a query finds it: the ticket, the version of its row, and the fields that depend on the reader.
 */
export type FoundRow = RowState & {
  /** Whether the reader is one of its assignees. */
  isAssigned: boolean
  unread: boolean
}

/**
 * Fields of a line that are the same for all readers, with ids for people and companies. They change only with the
 * ticket's row.
 */
type CachedRow = RowState &
  Omit<TicketRow, 'can' | 'unread' | 'lead' | 'company' | 'contact'> & {
    leadId: string | null
    companyId: string | null
    contactId: string | null
  }

/** Line of which the query has read all fields. */
type WholeRow = FoundRow & CachedRow

/** Columns of a ticket with its state, for a subquery that foundColumns() reads. */
export const ticketState = sql`ticket.*, ticket.xmin`

/** Returns the columns of one line of the list, for a FROM of `ticket` and joinLastSeen(). */
export const foundColumns = (reader: Agent) => sql`
  ticket.id, ticket.xmin, ${reader.id}::uuid = any(ticket.assignee_ids) as "isAssigned", ${isUnread(reader)} as unread`

const cachedColumns = sql`ticket.id, ticket.xmin, ticket.number, ticket.version, ticket.kind, ticket.title,
  ticket.status, ticket.criticality, ticket.priority, ticket.reported_at as "reportedAt",
  ticket.updated_at as "updatedAt", ticket.due_at as "dueAt", ticket.waiting_until as "waitingUntil",
  ticket.lead_id as "leadId", ticket.company_id as "companyId", (select contact_id from ticket_contact first_concerned
    where first_concerned.ticket_id = ticket.id and first_concerned.position = 0) as "contactId"`

/** Returns all columns of a line, for lists whose tickets are too scattered to be cached. */
export const wholeColumns = (reader: Agent) => sql`${cachedColumns},
  ${reader.id}::uuid = any(ticket.assignee_ids) as "isAssigned", ${isUnread(reader)} as unread`

/** 5,000 rows take about 4 MB. */
const readCached = openRowCache<CachedRow>(5_000)

/** Returns lines with names and with the reader's rights. */
export async function readTicketRows(
  db: Db,
  reader: Agent,
  found: readonly (FoundRow | WholeRow)[],
): Promise<TicketRow[]> {
  const states = found.filter((line) => !isWhole(line))
  const rows = await readCached(db, states, (ids) => loadRows(db, reader, ids))
  for (const line of found) if (isWhole(line)) rows.set(line.id, line)
  const ids: (string | null)[] = []
  for (const { leadId, companyId, contactId } of rows.values()) ids.push(leadId, companyId, contactId)
  const nameOf = await readNames(db, ids)
  return found.flatMap((line) => {
    const row = rows.get(line.id)
    return row ? [finishRow(reader, line, row, nameOf)] : []
  })
}

const isWhole = (line: FoundRow | WholeRow): line is WholeRow => 'title' in line

async function loadRows(db: Db, reader: Agent, ids: string[]): Promise<CachedRow[]> {
  const { rows } = await sql<CachedRow>`
    select ${cachedColumns} from ticket where ticket.id = any(${ids}::uuid[]) and ${visibleTo(reader)}`.execute(db)
  return rows
}

function finishRow(reader: Agent, { isAssigned, unread }: FoundRow, row: CachedRow, nameOf: NameOf): TicketRow {
  const { id, number, version, kind, title, status, criticality, priority, reportedAt, updatedAt, dueAt } = row
  const { waitingUntil, leadId, companyId, contactId } = row
  const lead = leadId === null ? null : { id: leadId, name: nameOf(leadId) ?? '' }
  const company = nameOf(companyId)
  const contact = nameOf(contactId)
  const assigneeIds = isAssigned ? [reader.id] : []
  return {
    ...{ id, number, version, kind, title, status, criticality, priority, reportedAt, updatedAt, dueAt, unread },
    ...{ waitingUntil, lead, company, contact },
    can: rowRights(reader, { status, leadId, assigneeIds }),
  }
}
