import { sql } from 'kysely'
import type { OpenSession } from '../../../contract/account.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { endSessions } from './accounts.ts'
import { requireManageable } from './own-rights.ts'

const maxListed = 50

/** Lists an agent's sessions, last used first. @param sessionId the current session */
export async function listSessions(db: Db, agentId: string, sessionId: string): Promise<{ items: OpenSession[] }> {
  const items = await db
    .selectFrom('user_session')
    .select(['id', 'created_at as begunAt', 'updated_at as usedAt', 'second_factor as secondFactor'])
    .select(sql<string>`coalesce(user_agent, '')`.as('browser'))
    .select(sql<string | null>`nullif(ip_address, '')`.as('address'))
    .select(sql<boolean>`id = ${sessionId}::uuid`.as('isThis'))
    .where('user_id', '=', agentId)
    .where('expires_at', '>', sql<string>`now()`)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(maxListed)
    .execute()
  return { items }
}

/** Ends one of the agent's own sessions. Throws not_found. */
export async function endSession(ctx: Ctx<Agent>, id: string): Promise<void> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('user_session')
    .where('id', '=', id)
    .where('user_id', '=', ctx.actor.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new AppError('not_found')
}

/** Ends all sessions of another agent. Throws not_found. */
export async function endAgentSessions(ctx: Ctx<Agent>, agentId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await requireManageable(tx, ctx.actor, agentId)
    await endSessions(tx, agentId)
    await record(tx, ctx, 'agent.sessions_ended', { id: agentId })
  })
}

/** Lists the sessions of another agent. Throws not_found. */
export async function listAgentSessions(ctx: Ctx<Agent>, agentId: string, sessionId: string) {
  const agent = await ctx.db.selectFrom('agent').select('id').where('id', '=', agentId).executeTakeFirst()
  if (!agent) throw new AppError('not_found')
  return listSessions(ctx.db, agentId, sessionId)
}
