import { sql } from 'kysely'
import { isOpen } from '../../../../contract/enums.ts'
import type { Actor } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Tx } from '../../../platform/database.ts'
import { actionableBy, visibleTo } from '../rights/policy.ts'

export type LockedTicket = Awaited<ReturnType<typeof lockTicket>>

/**
 * Locks a ticket until the transaction ends. Throws not_found when the actor may not see it, forbidden for a client who
 * sees it through a project only.
 */
export async function lockTicket(tx: Tx, actor: Actor, id: string) {
  const ticket = await tx
    .selectFrom('ticket')
    .select(['id', 'number', 'version', 'kind', 'title', 'description', 'status', 'criticality', 'priority'])
    .select([
      'reported_at',
      'due_at',
      'team_id',
      'project_id',
      'company_id',
      'lead_id',
      'assignee_ids',
      'tags',
      'waiting_until',
      'waiting_reason',
      'closed_at',
      'client_version',
      'client_status_version',
    ])
    .select(mayAct(actor).as('mayAct'))
    .where('id', '=', id)
    .$if(actor.kind !== 'system', (query) => (actor.kind === 'system' ? query : query.where(visibleTo(actor))))
    .forUpdate()
    .executeTakeFirst()
  if (!ticket) throw new AppError('not_found')
  if (!ticket.mayAct) throw new AppError('forbidden')
  return ticket
}

/** Rights of agents are checked by each use case. */
function mayAct(actor: Actor) {
  return actor.kind === 'agent' || actor.kind === 'system' ? sql<boolean>`true` : actionableBy(actor)
}

/** Same, for changes that a closed ticket refuses. Throws not_found, ticket_closed. */
export async function lockOpenTicket(tx: Tx, actor: Actor, id: string): Promise<LockedTicket> {
  const ticket = await lockTicket(tx, actor, id)
  if (!isOpen(ticket.status)) throw new AppError('ticket_closed', { number: ticket.number })
  return ticket
}

/** Returns the columns of a new version that is news for its clients too. */
export function nextPublicVersion(ticket: { version: number; client_version: number }) {
  const next = nextVersion(ticket)
  return { ...next, client_news_at: next.updated_at, client_version: ticket.client_version + 1 }
}

/** Returns the columns of a new version; each change makes one. */
export function nextVersion(ticket: { version: number }) {
  return { version: ticket.version + 1, updated_at: new Date().toISOString() }
}
