import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { visibleTo } from './policy.ts'

/** Throws not_found for a ticket that the agent may not see. */
export async function requireVisibleTicket(db: Db | Tx, agent: Agent, ticketId: string): Promise<void> {
  const ticket = await db
    .selectFrom('ticket')
    .select('id')
    .where('id', '=', ticketId)
    .where(visibleTo(agent))
    .executeTakeFirst()
  if (!ticket) throw new AppError('not_found')
}
