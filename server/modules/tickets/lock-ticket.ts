import { sql } from 'kysely'
import { isOpen } from '../../../contract/enums.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Actor } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { actsOn, visibleTo } from './policy.ts'

export type LockedTicket = Awaited<ReturnType<typeof lockTicket>>

/**
 * The ticket, locked until the transaction ends. What one may not see does not exist: throws not_found; forbidden to the
 * client who follows it with a project.
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

/** An agent's rights are asked for by each act. */
function mayAct(actor: Actor) {
  return actor.kind === 'agent' || actor.kind === 'system' ? sql<boolean>`true` : actsOn(actor)
}

/** The same for a change that a closed ticket refuses. Throws not_found, ticket_closed. */
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

/** Every change of a ticket is a new version of it. */
export function nextVersion(ticket: { version: number }) {
  return { version: ticket.version + 1, updated_at: new Date().toISOString() }
}
