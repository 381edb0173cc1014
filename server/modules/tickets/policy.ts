import { type RawBuilder, sql } from 'kysely'
import { closedStatuses, isOpen, openStatuses, type Status, type TicketKind } from '../../../contract/enums.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { TicketRow, TicketView } from '../../../contract/tickets.ts'
import type { Agent, Client, Person } from '../../platform/context.ts'

/** Facts of a ticket that rights to it depend on. */
export type TicketFacts = {
  id: string
  kind: TicketKind
  projectId: string | null
  leadId: string | null
  teamId: string | null
  /** Lead included. */
  assigneeIds: readonly string[]
  reporterContactId: string | null
  /** The concerned. */
  contactIds: readonly string[]
  companyId: string | null
}

/** Whether a reader sees a ticket. visibleTo() says the same in SQL; a test holds them together. */
export function canSee(reader: Person, ticket: TicketFacts): boolean {
  if (reader.kind !== 'agent') return isOfClient(reader, ticket)
  if (!reader.permissions.has('tickets.read')) return false
  if (reader.sight === 'all') return true
  const isOnIt = ticket.assigneeIds.includes(reader.id)
  if (reader.sight === 'own') return isOnIt || ticket.leadId === null
  return isOnIt || (ticket.teamId !== null && reader.teamIds.includes(ticket.teamId))
}

/**
 * A client sees what they reported or what concerns them; the supervisor, all that is their company's; who belongs to a
 * project, its anomalies; a guest, one.
 */
function isOfClient(reader: Client, ticket: TicketFacts): boolean {
  if (reader.onlyTicketId !== null && reader.onlyTicketId !== ticket.id) return false
  if (ticket.reporterContactId === reader.id || ticket.contactIds.includes(reader.id)) return true
  if (reader.supervisor && reader.companyId !== null && ticket.companyId === reader.companyId) return true
  if (reader.onlyTicketId !== null || ticket.kind !== 'anomaly' || ticket.projectId === null) return false
  return reader.projectIds.includes(ticket.projectId)
}

/** For the WHERE of every read of `ticket`. */
export function visibleTo(reader: Person): RawBuilder<boolean> {
  if (reader.kind !== 'agent') return ofClient(reader)
  if (!reader.permissions.has('tickets.read')) return sql<boolean>`false`
  if (reader.sight === 'all') return sql<boolean>`true`
  const isOnIt = sql`${reader.id}::uuid = any(ticket.assignee_ids)`
  // The lead is among the assignees. PostgreSQL takes "is null" for rare, and would sort all that is open; this, for half.
  if (reader.sight === 'own') return sql<boolean>`(coalesce(ticket.lead_id = ${reader.id}::uuid, true) or ${isOnIt})`
  return sql<boolean>`(ticket.team_id = any(${[...reader.teamIds]}::uuid[]) or ${isOnIt})`
}

function ofClient(reader: Client): RawBuilder<boolean> {
  const { onlyTicketId, projectIds } = reader
  if (onlyTicketId !== null) return sql<boolean>`(ticket.id = ${onlyTicketId}::uuid and ${actsOn(reader)})`
  if (projectIds.length === 0) return actsOn(reader)
  return sql<boolean>`(${actsOn(reader)}
    or ticket.kind = 'anomaly' and ticket.project_id = any(${[...projectIds]}::uuid[]))`
}

/** Condition for tickets that a client may act on. Those followed with a project are only read. */
export function actsOn({ id, companyId, supervisor }: Client): RawBuilder<boolean> {
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

/** Changes the people on it: of any ticket, or of one's own with the right to hand that over. */
export function canAssign(agent: Agent, ticket: Stated): boolean {
  if (!isOpen(ticket.status)) return false
  if (agent.permissions.has('tickets.assign')) return true
  return isOwn(agent, ticket) && agent.permissions.has('tickets.hand_over')
}

/** Lets go of a ticket that somebody else leads. */
export function canLeave(agent: Agent, ticket: Stated): boolean {
  const isAlong = ticket.leadId !== agent.id && ticket.assigneeIds.includes(agent.id)
  return isOpen(ticket.status) && isAlong && holdsAny(agent, ['tickets.assign', 'tickets.hand_over'])
}

/** Led by the agent, or theirs while nobody leads it. */
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

export const stated = (row: { status: Status; lead_id: string | null; assignee_ids: string[] }): Stated => ({
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

/** Where each status leads, in the order that a picker offers. */
const transitions = Object.fromEntries(
  [...openStatuses, ...closedStatuses].map((from) => [
    from,
    [...fromOpen, 'opened' as const].filter(
      (to) => to !== from && (isOpen(from) ? fromOpen : reopened).some((status) => status === to),
    ),
  ]),
) as Record<Status, Status[]>

export const isTransition = (from: Status, to: Status) => transitions[from].includes(to)

/** Only an administrator (or the client, by other routes) reopens: a role's right, whoever leads the ticket. */
export function maySetStatus(agent: Agent, from: Status, to: Status): boolean {
  return agent.permissions.has(isOpen(from) ? permissionToSet[to] : 'tickets.reopen')
}

const settableStatuses = (agent: Agent, from: Status) => transitions[from].filter((to) => maySetStatus(agent, from, to))

/**
 * Returns a client's rights to a ticket that they see. They contest a solution, a refusal, or an answer that was given while
 * the work goes on; a waiting ticket asks for an answer, not for a dispute.
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
