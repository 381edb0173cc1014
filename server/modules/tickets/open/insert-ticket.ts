import { sql } from 'kysely'
import type { NewTicket, TicketRef } from '../../../../contract/tickets.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'
import { buildEventInsert } from '../../../platform/record.ts'
import { cleanHtml } from '../steps/rich-text.ts'
import { resolveTags } from '../tags/tags.ts'

export type TicketPeople = {
  contactIds: string[]
  companyId: string | null
  reporterContactId: string | null
  /** Serial number as written by an outside sender. */
  serialWords?: string | null
  /** Suppresses mails about the opening. */
  silent?: boolean
  /** Reserved number, which the sender already knows. */
  number?: number | null
}

/** Reserves the next ticket number, for a sender who is given it before the ticket exists. */
export async function reserveNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ number: number }>`select nextval('ticket_number')::int as number`.execute(tx)
  const [row] = rows
  if (!row) throw new AppError('internal')
  return row.number
}

/** Inserts a ticket, its links and its event in one round trip; tags take another one. */
export async function insertTicket(tx: Tx, ctx: Ctx, input: NewTicket, concerned: TicketPeople): Promise<TicketRef> {
  const author = ctx.actor
  const id = newId()
  const tags = await resolveTags(tx, input.tags)
  const assigneeIds = [...new Set([...(input.leadId ? [input.leadId] : []), ...input.assigneeIds])]
  const { rows } = await sql<TicketRef>`
    with made as (
      insert into ticket (id, number, kind, title, description, criticality, priority, channel, reported_at, due_at, created_by,
        reporter_contact_id, reporter_agent_id, company_id, project_id, team_id, lead_id, assignee_ids, tags, serial_words)
      values (${id}, coalesce(${concerned.number ?? null}::integer, nextval('ticket_number')), ${input.kind}, ${input.title},
        ${cleanHtml(input.description)}, ${input.criticality},
        ${input.priority}, ${input.channel}, ${input.reportedAt ?? new Date().toISOString()}, ${input.dueAt},
        ${author.kind === 'agent' ? author.id : null}, ${concerned.reporterContactId}, ${input.reporterAgentId}, ${concerned.companyId},
        ${input.projectId}, ${input.teamId}, ${input.leadId}, ${assigneeIds}, ${tags},
        ${concerned.serialWords ?? null})
      returning id, number),
    contacts as (
      insert into ticket_contact (ticket_id, position, contact_id)
      select ${id}, n - 1, contact_id from unnest(${concerned.contactIds}::uuid[]) with ordinality as c (contact_id, n)),
    machines as (
      insert into ticket_equipment (ticket_id, position, equipment_id)
      select ${id}, n - 1, equipment_id
      from unnest(${input.equipmentIds}::uuid[]) with ordinality as e (equipment_id, n)),
    event as (${buildEventInsert(tx, ctx, 'ticket.created', { id, version: 1, ...(concerned.silent && { data: { silent: true } }) })})
    select id, number from made`.execute(tx)
  const [ticket] = rows
  if (!ticket) throw new AppError('internal')
  return ticket
}
