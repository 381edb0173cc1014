import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { NewTicket, TicketRef } from '../../../contract/tickets.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { attachUploads } from '../attachments/index.ts'
import { insertNewCaller } from '../contacts/index.ts'
import { requireAgents, requireContacts, requireEquipment, requireNamed } from './links.ts'
import { refuseFuture } from './moments.ts'
import { cleanHtml } from './rich-text.ts'

/** A call, a form, a message becomes a ticket: all of it or nothing. */
export async function createTicket(ctx: Ctx<Agent>, input: NewTicket): Promise<TicketRef> {
  return transact(ctx, async (tx) => {
    refuseAssigningOthers(ctx.actor, input)
    refuseFuture(input.reportedAt, 'reportedAt')
    const callerId = input.newCaller ? await insertNewCaller(tx, ctx, input.newCaller) : null
    const concerned = await requireConcerned(tx, input, callerId)
    await requireLinks(tx, input)
    const ticket = await insertTicket(tx, ctx, input, concerned)
    await attachUploads(tx, ctx.actor, input.attachmentIds, { ticketId: ticket.id, atOpening: true })
    await record(tx, ctx, 'ticket.created', { subject: 'ticket', id: ticket.id, version: 1 })
    return ticket
  })
}

function refuseAssigningOthers(agent: Agent, { leadId, assigneeIds }: NewTicket) {
  const others = [leadId, ...assigneeIds].some((id) => id !== null && id !== agent.id)
  if (others && !agent.permissions.has('tickets.assign')) throw new AppError('forbidden')
}

type Concerned = { contactIds: string[]; companyId: string | null; reporterContactId: string | null }

async function requireConcerned(tx: Tx, input: NewTicket, callerId: string | null): Promise<Concerned> {
  // Somebody who calls for others reports it, and is not concerned.
  const contactIds = input.contactIds.length === 0 && callerId ? [callerId] : input.contactIds
  const contacts = await requireContacts(tx, contactIds)
  const equipment = await requireEquipment(tx, input.equipmentIds)
  if (input.reporterContactId) await requireContacts(tx, [input.reporterContactId])
  return {
    contactIds,
    companyId: contacts[0]?.company_id ?? equipment[0]?.company_id ?? null,
    reporterContactId: input.reporterAgentId ? null : (input.reporterContactId ?? callerId ?? contactIds[0] ?? null),
  }
}

async function requireLinks(tx: Tx, input: NewTicket) {
  const agents = [input.leadId, input.reporterAgentId, ...input.assigneeIds].filter((id) => id !== null)
  await requireAgents(tx, [...new Set(agents)])
  await requireNamed(tx, 'project', input.projectId)
  await requireNamed(tx, 'team', input.teamId)
}

/** One statement: a ticket and its links cost one round trip. */
async function insertTicket(tx: Tx, ctx: Ctx<Agent>, input: NewTicket, concerned: Concerned): Promise<TicketRef> {
  const id = randomUUIDv7()
  const assigneeIds = [...new Set([...(input.leadId ? [input.leadId] : []), ...input.assigneeIds])]
  const { rows } = await sql<TicketRef>`
    with made as (
      insert into ticket (id, kind, title, description, criticality, priority, channel, reported_at, due_at, created_by,
        reporter_contact_id, reporter_agent_id, company_id, project_id, team_id, lead_id, assignee_ids, tags)
      values (${id}, ${input.kind}, ${input.title}, ${cleanHtml(input.description)}, ${input.criticality},
        ${input.priority}, ${input.channel}, ${input.reportedAt ?? new Date().toISOString()}, ${input.dueAt},
        ${ctx.actor.id}, ${concerned.reporterContactId}, ${input.reporterAgentId}, ${concerned.companyId},
        ${input.projectId}, ${input.teamId}, ${input.leadId}, ${assigneeIds}, ${input.tags})
      returning id, number),
    contacts as (
      insert into ticket_contact (ticket_id, position, contact_id)
      select ${id}, n - 1, contact_id from unnest(${concerned.contactIds}::uuid[]) with ordinality as c (contact_id, n)),
    machines as (
      insert into ticket_equipment (ticket_id, position, equipment_id)
      select ${id}, n - 1, equipment_id
      from unnest(${input.equipmentIds}::uuid[]) with ordinality as e (equipment_id, n))
    select id, number from made`.execute(tx)
  const [ticket] = rows
  if (!ticket) throw new AppError('internal')
  return ticket
}
