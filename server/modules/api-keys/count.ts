import { AppError } from '../../platform/app-error.ts'
import type { Db } from '../../platform/database.ts'
import { loadActor } from '../people/index.ts'
import { countTickets } from '../tickets/index.ts'

/**
 * Counts the tickets to handle for an agent, among those that they see. Throws not_found for an unknown or disabled agent.
 */
export async function countToHandle(db: Db, agentId: string) {
  const agent = await loadActor(db, agentId)
  if (!agent) throw new AppError('not_found')
  const open = { state: 'open' } as const
  const [toHandle, late, unclaimed] = await Promise.all([
    countTickets(db, agent, { ...open, toHandle: 'me' }),
    countTickets(db, agent, { ...open, toHandle: 'me', late: 'true' }),
    countTickets(db, agent, { ...open, lead: 'none' }),
  ])
  return { agent: { id: agent.id, name: agent.name }, toHandle, late, unclaimed }
}
