import { type RawBuilder, sql } from 'kysely'
import { closedStatuses, isOpen, openStatuses, type Status, type TicketKind } from '../../../../contract/enums.ts'
import type { Permission } from '../../../../contract/permissions.ts'
import type { TicketRow, TicketView } from '../../../../contract/tickets.ts'
import type { Agent, Client, Person } from '../../../actors.ts'

/** Facts of a ticket on which rights depend. */
export type TicketFacts = {
  id: string
  kind: TicketKind
  projectId: string | null
  leadId: string | null
  teamId: string | null
  /** Includes the lead. */
  assigneeIds: readonly string[]
  reporterContactId: string | null
  /** Contacts concerned. */
  contactIds: readonly string[]
  companyId: string | null
}

/** Tells whether a reader sees a ticket. visibleTo() is the same rule in SQL; a property test compares them. */
export function canSee(reader: Person, ticket: TicketFacts): boolean {
  if (reader.kind !== 'agent') return isOfClient(reader, ticket)
  if (!reader.permissions.has('tickets.read')) return false
  if (reader.sight === 'all') return true
  const isOnIt = ticket.assigneeIds.includes(reader.id)
  if (reader.sight === 'own') return isOnIt || ticket.leadId === null
  return isOnIt || (ticket.teamId !== null && reader.teamIds.includes(ticket.teamId))
}

/**
 * Clients see tickets that they reported or that concern them. Supervisors see all of their company's, project contacts
 * the project's anomalies, and guests a single ticket.
 */
function isOfClient(reader: Client, ticket: TicketFacts): boolean {
  if (reader.onlyTicketId !== null && reader.onlyTicketId !== ticket.id) return false
  if (ticket.reporterContactId === reader.id || ticket.contactIds.includes(reader.id)) return true
  if (reader.supervisor && reader.companyId !== null && ticket.companyId === reader.companyId) return true
  if (reader.onlyTicketId !== null || ticket.kind !== 'anomaly' || ticket.projectId === null) return false
  return reader.projectIds.includes(ticket.projectId)
}

/** Condition for tickets that a reader sees, required in every query of `ticket`. */
export function visibleTo(reader: Person): RawBuilder<boolean> {
  if (reader.kind !== 'agent') return ofClient(reader)
  if (!reader.permissions.has('tickets.read')) return sql<boolean>`false`
  if (reader.sight === 'all') return sql<boolean>`true`
  const isOnIt = sql`${reader.id}::uuid = any(ticket.assignee_ids)`
  // The lead is among the assignees. PostgreSQL estimates "is null" to be rare and would sort all open tickets; it
  // estimates this at half.
  if (reader.sight === 'own') return sql<boolean>`(coalesce(ticket.lead_id = ${reader.id}::uuid, true) or ${isOnIt})`
  return sql<boolean>`(ticket.team_id = any(${[...reader.teamIds]}::uuid[]) or ${isOnIt})`
}

function ofClient(reader: Client): RawBuilder<boolean> {
  const { onlyTicketId, projectIds } = reader
  if (onlyTicketId !== null) return sql<boolean>`(ticket.id = ${onlyTicketId}::uuid and ${actionableBy(reader)})`
  if (projectIds.length === 0) return actionableBy(reader)
  return sql<boolean>`(${actionableBy(reader)}
    or ticket.kind = 'anomaly' and ticket.project_id = any(${[...projectIds]}::uuid[]))`
}

/** Condition for tickets that a client may act on. Tickets seen through a project are read-only. */
export function actionableBy({ id, companyId, supervisor }: Client): RawBuilder<boolean> {
  const isTheirs = sql`ticket.reporter_contact_id = ${id}::uuid or exists (
    select from ticket_contact of_client where of_client.ticket_id = ticket.id and of_client.contact_id = ${id}::uuid)`
  if (!supervisor || companyId === null) return sql<boolean>`(${isTheirs})`
  return sql<boolean>`(${isTheirs} or ticket.company_id = ${companyId}::uuid)`
}

type Stated = { status: Status; leadId: string | null; assigneeIds: readonly string[] }

function canEdit(agent: Agent, ticket: Stated): boolean {
  return isOpen(ticket.status) && agent.permissions.has('tickets.edit')
}

function canClaim(agent: Agent, ticket: Stated): boolean {
  return isOpen(ticket.status) && ticket.leadId === null && agent.permissions.has('tickets.claim')
}

function canTakeOver(agent: Agent, ticket: Stated): boolean {
  const isOfAnother = ticket.leadId !== null && ticket.leadId !== agent.id
  return isOpen(ticket.status) && isOfAnother && agent.permissions.has('tickets.claim')
}

/**
 * Tells whether an agent may change the lead and the assignees: of any ticket, or of their own with the right to hand
 * over.
 */
export function canAssign(agent: Agent, ticket: Stated): boolean {
  if (!isOpen(ticket.status)) return false
  if (agent.permissions.has('tickets.assign')) return true
  return isOwn(agent, ticket) && agent.permissions.has('tickets.hand_over')
}

/** Tells whether an assignee may leave a ticket that somebody else leads. */
export function canLeave(agent: Agent, ticket: Stated): boolean {
  const isAlong = ticket.leadId !== agent.id && ticket.assigneeIds.includes(agent.id)
  return isOpen(ticket.status) && isAlong && holdsAny(agent, ['tickets.assign', 'tickets.hand_over'])
}

/** Tells whether an agent leads a ticket, or is assigned while it has no lead. */
function isOwn({ id }: Agent, { leadId, assigneeIds }: Stated): boolean {
  return leadId === id || (leadId === null && assigneeIds.includes(id))
}

const holdsAny = (agent: Agent, permissions: Permission[]) => permissions.some((each) => agent.permissions.has(each))

/** Returns a reader's rights to a ticket, as a line of a list offers them. */
export function rowRights(agent: Agent, ticket: Stated): TicketRow['can'] {
  const statuses = settableStatuses(agent, ticket.status)
  return {
    edit: canEdit(agent, ticket),
    claim: canClaim(agent, ticket),
    assign: canAssign(agent, ticket),
    status: statuses.length > 0,
    cancel: statuses.includes('cancelled'),
  }
}

/** Returns a reader's rights to a ticket, as its page offers them. */
export function rightsTo(agent: Agent, ticket: Stated & { watcherIds: readonly string[] }): TicketView['can'] {
  return {
    ...rowRights(agent, ticket),
    takeOver: canTakeOver(agent, ticket),
    leave: canLeave(agent, ticket),
    watch: ticket.watcherIds.includes(agent.id) || !ticket.assigneeIds.includes(agent.id),
    reply: canReply(agent, ticket),
    statuses: settableStatuses(agent, ticket.status),
  }
}

export const toStated = (row: { status: Status; lead_id: string | null; assignee_ids: string[] }): Stated => ({
  status: row.status,
  leadId: row.lead_id,
  assigneeIds: row.assignee_ids,
})

function canReply(agent: Agent, ticket: Stated): boolean {
  return isOpen(ticket.status) && agent.permissions.has('tickets.reply')
}

const permissionToSet: Record<Status, Permission> = {
  opened: 'tickets.reopen',
  waiting: 'tickets.work',
  investigating: 'tickets.work',
  disputed: 'tickets.work',
  fixing: 'tickets.work',
  resolved: 'tickets.resolve',
  rejected: 'tickets.resolve',
  cancelled: 'tickets.cancel',
}

/** Reopening goes back to any open status but waiting; an open ticket never becomes "opened" again. */
const reopened = openStatuses.filter((status) => status !== 'waiting')
const fromOpen = [...openStatuses.filter((status) => status !== 'opened'), ...closedStatuses]

/** Statuses that can follow each status, in the order of the picker. */
const transitions = Object.fromEntries(
  [...openStatuses, ...closedStatuses].map((from) => [
    from,
    [...fromOpen, 'opened' as const].filter(
      (to) => to !== from && (isOpen(from) ? fromOpen : reopened).some((status) => status === to),
    ),
  ]),
) as Record<Status, Status[]>

export const isTransition = (from: Status, to: Status) => transitions[from].includes(to)

/** Tells whether an agent may set a status. Reopening depends on a right alone, whoever leads the ticket. */
export function maySetStatus(agent: Agent, from: Status, to: Status): boolean {
  return agent.permissions.has(isOpen(from) ? permissionToSet[to] : 'tickets.reopen')
}

const settableStatuses = (agent: Agent, from: Status) => transitions[from].filter((to) => maySetStatus(agent, from, to))

/**
 * Returns a client's rights to a ticket that they see. They may contest a solution, a rejection, or an answer given
 * while work goes on; on a waiting ticket they answer instead.
 */
export function clientRights(status: Status, answered: boolean) {
  const working = status === 'investigating' || status === 'fixing'
  return {
    answer: isOpen(status),
    cancel: isOpen(status),
    contest: status === 'resolved' || status === 'rejected' || (working && answered),
    reopen: status === 'cancelled',
  }
}
