import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { accessTokens, consumeAccessLink, deleteAccessLinks, insertAccessLink } from './access-links.ts'
import { endSessions, replacePassword } from './accounts.ts'
import { loadActor } from './load-actor.ts'
import { requireManageable } from './own-rights.ts'

/** Duration of every response, longer than the work, so that timing reveals nothing about the address. */
const responseMs = 300
/** Maximum number of reset mails to one agent an hour, so that nobody can flood a mailbox. */
const maxPerHour = 3

/** Mails a password reset link. Unknown addresses get the same response. */
export async function requestPasswordLink(ctx: Ctx, email: string): Promise<undefined> {
  await Promise.all([mailReset(ctx, email), wait(responseMs)])
}

async function mailReset(ctx: Ctx, email: string): Promise<void> {
  const tokenOf = await accessTokens(ctx.db, ctx.secrets)
  await transact(ctx, async (tx) => {
    const agent = await tx
      .selectFrom('agent')
      .innerJoin('user_account', 'user_account.id', 'agent.id')
      .select('agent.id')
      .where('user_account.email', '=', email)
      .where('agent.disabled_at', 'is', null)
      .forUpdate('agent')
      .executeTakeFirst()
    if (!agent || (await countRecentRequests(tx, agent.id)) >= maxPerHour) return
    const linkId = await insertAccessLink(tx, agent.id, 'reset', tokenOf)
    await record(tx, ctx, 'agent.reset_asked', { id: agent.id, data: { linkId } })
  })
}

async function countRecentRequests(tx: Tx, agentId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('access_link')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('agent_id', '=', agentId)
    .where('purpose', '=', 'reset')
    .where('created_at', '>', sql<string>`now() - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * Creates a link for an agent and deletes earlier ones. Returns null when it is mailed, else its token to hand over. An
 * agent without a password is invited. Throws not_found for a disabled agent.
 */
export async function makeAccessLink(ctx: Ctx<Agent>, agentId: string, by: 'mail' | 'hand'): Promise<string | null> {
  const tokenOf = await accessTokens(ctx.db, ctx.secrets)
  // No idempotency: the response must not be stored, since it holds the token, and a second link does no harm.
  const linkId = await transact({ ...ctx, idempotency: null }, async (tx) => {
    const agent = await tx
      .selectFrom('agent')
      .leftJoin('user_credential', (join) =>
        join.onRef('user_credential.user_id', '=', 'agent.id').on('provider_id', '=', 'credential'),
      )
      .select('user_credential.id as credential')
      .where('agent.id', '=', agentId)
      .where('agent.disabled_at', 'is', null)
      .forUpdate('agent')
      .executeTakeFirst()
    if (!agent) throw new AppError('not_found')
    await requireManageable(tx, ctx.actor, agentId)
    await deleteAccessLinks(tx, agentId)
    return invite(tx, ctx, { agentId, by, tokenOf, isNew: agent.credential === null })
  })
  return by === 'hand' ? tokenOf(linkId) : null
}

type Invitation = { agentId: string; by: 'mail' | 'hand'; tokenOf: (id: string) => string; isNew: boolean }

export async function invite(tx: Tx, ctx: Ctx, { agentId, by, tokenOf, isNew }: Invitation): Promise<string> {
  const linkId = await insertAccessLink(tx, agentId, isNew ? 'invitation' : 'reset', tokenOf)
  const name = by === 'hand' ? 'agent.changed' : isNew ? 'agent.invited' : 'agent.reset_asked'
  const data = by === 'hand' ? { link: true } : { linkId }
  await record(tx, ctx, name, { id: agentId, data })
  return linkId
}

/** Sets the password of the link's agent, and ends their sessions and other links. Throws link_refused. */
export async function setPasswordByLink(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<{ email: string; password: string }> {
  return transact(ctx, async (tx) => {
    const link = await consumeAccessLink(tx, token)
    const agent = link && (await loadActor(tx, link.agentId))
    if (!link || !agent) throw new AppError('link_refused')
    await replacePassword(tx, agent.id, password)
    await endSessions(tx, agent.id)
    const name = link.purpose === 'reset' ? 'agent.password_set' : 'agent.changed'
    await record(tx, { ...ctx, actor: agent }, name, { id: agent.id, data: { password: true } })
    return { email: agent.email, password }
  })
}
