import type { TicketChange } from '../../../../contract/event-data/ticket.ts'
import type { TicketChanges, TicketView } from '../../../../contract/tickets.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { changeAndReadTicket } from '../page/ticket-view.ts'
import { isNewsForClients } from '../rights/client-news.ts'
import { requirePast } from '../steps/require-past.ts'
import { cleanHtml } from '../steps/rich-text.ts'
import { resolveTags } from '../tags/tags.ts'
import { refuseConflict } from './changes.ts'
import {
  readLinkedIds,
  replaceLinks,
  requireContacts,
  requireEquipment,
  requireNamed,
  requireTeam,
  toNamedRefs,
} from './links.ts'
import { type LockedTicket, lockOpenTicket, nextPublicVersion, nextVersion } from './lock-ticket.ts'

/** Changes fields of an open ticket. Unchanged values are ignored. */
export async function changeTicket(ctx: Ctx<Agent>, ticketId: string, input: TicketChanges): Promise<TicketView> {
  return changeAndReadTicket(ctx, ticketId, async (tx) => {
    const ticket = await lockOpenTicket(tx, ctx.actor, ticketId)
    const plan = await planChanges(tx, ticket, input)
    if (plan.changes.length === 0) return
    const fields = plan.changes.map((change) => change.field)
    await refuseConflict(tx, ctx, ticket, input.version, fields)
    const next = isNewsForClients('ticket.changed', plan) ? nextPublicVersion(ticket) : nextVersion(ticket)
    await tx
      .updateTable('ticket')
      .set({ ...plan.columns, ...next })
      .where('id', '=', ticket.id)
      .execute()
    for (const write of plan.links) await write()
    await record(tx, ctx, 'ticket.changed', {
      id: ticket.id,
      version: next.version,
      data: { changes: plan.changes, ...companyBefore(ticket, plan) },
    })
  })
}

/**
 * Returns the former company of a ticket that changes companies. Its supervisors are told that the ticket leaves them.
 */
function companyBefore({ company_id }: LockedTicket, { columns }: Plan) {
  return columns.company_id === undefined || columns.company_id === company_id ? {} : { companyBefore: company_id }
}

type Columns = Partial<{
  title: string
  description: string
  kind: LockedTicket['kind']
  criticality: LockedTicket['criticality']
  priority: LockedTicket['priority']
  reported_at: string
  due_at: string | null
  team_id: string | null
  project_id: string | null
  company_id: string | null
  tags: string[]
}>
type Plan = { changes: TicketChange[]; columns: Columns; links: (() => Promise<unknown>)[] }

async function planChanges(tx: Tx, ticket: LockedTicket, input: TicketChanges): Promise<Plan> {
  const plan: Plan = { changes: [], columns: {}, links: [] }
  planValues(plan, ticket, input)
  await planNamed(plan, tx, ticket, input)
  await planConcerned(plan, tx, ticket, input)
  return plan
}

function planValues({ changes, columns }: Plan, ticket: LockedTicket, input: TicketChanges) {
  const { title, kind, criticality, priority, reportedAt, dueAt } = input
  if (title !== undefined && title !== ticket.title) {
    columns.title = title
    changes.push({ field: 'title', from: ticket.title, to: title })
  }
  const description = input.description === undefined ? undefined : cleanHtml(input.description)
  if (description !== undefined && description !== ticket.description) {
    columns.description = description
    changes.push({ field: 'description', from: ticket.description, to: description })
  }
  if (kind !== undefined && kind !== ticket.kind) {
    columns.kind = kind
    changes.push({ field: 'kind', from: ticket.kind, to: kind })
  }
  if (criticality !== undefined && criticality !== ticket.criticality) {
    columns.criticality = criticality
    changes.push({ field: 'criticality', from: ticket.criticality, to: criticality })
  }
  if (priority !== undefined && priority !== ticket.priority) {
    columns.priority = priority
    changes.push({ field: 'priority', from: ticket.priority, to: priority })
  }
  if (reportedAt !== undefined && !sameInstant(reportedAt, ticket.reported_at)) {
    requirePast(reportedAt, 'reportedAt')
    columns.reported_at = reportedAt
    changes.push({ field: 'reportedAt', from: ticket.reported_at, to: reportedAt })
  }
  if (dueAt !== undefined && !sameInstant(dueAt, ticket.due_at)) {
    columns.due_at = dueAt
    changes.push({ field: 'dueAt', from: ticket.due_at, to: dueAt })
  }
}

function sameInstant(a: string | null, b: string | null) {
  return a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b))
}

async function planNamed({ changes, columns }: Plan, tx: Tx, ticket: LockedTicket, input: TicketChanges) {
  const tags = input.tags && (await resolveTags(tx, input.tags))
  if (tags !== undefined && tags.join('\n') !== ticket.tags.join('\n')) {
    columns.tags = tags
    changes.push({ field: 'tags', from: ticket.tags, to: tags })
  }
  if (input.teamId !== undefined && input.teamId !== ticket.team_id) {
    columns.team_id = input.teamId
    const [from, to] = [await requireNamed(tx, 'team', ticket.team_id), await requireTeam(tx, input.teamId)]
    changes.push({ field: 'team', from, to })
  }
  if (input.projectId !== undefined && input.projectId !== ticket.project_id) {
    columns.project_id = input.projectId
    const from = await requireNamed(tx, 'project', ticket.project_id)
    changes.push({ field: 'project', from, to: await requireNamed(tx, 'project', input.projectId) })
  }
}

/** Requires a contact or a machine. The company is that of the first contact, else of the first machine. */
async function planConcerned(plan: Plan, tx: Tx, ticket: LockedTicket, input: TicketChanges) {
  if (input.contactIds === undefined && input.equipmentIds === undefined) return
  const contactsBefore = await requireContacts(tx, await readLinkedIds(tx, 'ticket_contact', ticket.id))
  const equipmentBefore = await requireEquipment(tx, await readLinkedIds(tx, 'ticket_equipment', ticket.id))
  const contacts = input.contactIds ? await requireContacts(tx, input.contactIds) : contactsBefore
  const equipment = input.equipmentIds ? await requireEquipment(tx, input.equipmentIds) : equipmentBefore
  if (contacts.length + equipment.length === 0)
    throw new AppError('invalid', { fields: [{ path: 'contactIds', problem: 'a contact or a piece of equipment' }] })
  if (!sameIds(contacts, contactsBefore)) {
    plan.changes.push({ field: 'contacts', from: toNamedRefs(contactsBefore), to: toNamedRefs(contacts) })
    plan.links.push(() => replaceLinks(tx, 'ticket_contact', ticket.id, contacts))
  }
  if (!sameIds(equipment, equipmentBefore)) {
    plan.changes.push({ field: 'equipment', from: toNamedRefs(equipmentBefore), to: toNamedRefs(equipment) })
    plan.links.push(() => replaceLinks(tx, 'ticket_equipment', ticket.id, equipment))
  }
  if (plan.links.length > 0) plan.columns.company_id = contacts[0]?.company_id ?? equipment[0]?.company_id ?? null
}

function sameIds(a: { id: string }[], b: { id: string }[]) {
  return a.length === b.length && a.every((item, index) => item.id === b[index]?.id)
}
