import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { accessTokens, insertAccessLink, spendAccessLink, voidAccessLinks } from './access-links.ts'
import { endSessions, replacePassword } from './accounts.ts'
import { loadActor } from './load-actor.ts'
import { requireManageable } from './own-rights.ts'

/** Longer than the work takes, so that the time of the answer says nothing of the address. */
const answerMs = 300
/** For one agent in an hour: nobody fills another's mailbox. */
const askedAtMost = 3

/** Mails a link to who has forgotten their password. An address of nobody is answered alike. */
export async function askForLink(ctx: Ctx, email: string): Promise<undefined> {
  await Promise.all([mailReset(ctx, email), wait(answerMs)])
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
    if (!agent || (await askedThisHour(tx, agent.id)) >= askedAtMost) return
    const linkId = await insertAccessLink(tx, agent.id, 'reset', tokenOf)
    await record(tx, ctx, 'agent.reset_asked', { subject: 'agent', id: agent.id, data: { linkId } })
  })
}

async function askedThisHour(tx: Tx, agentId: string): Promise<number> {
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
 * A new link for an agent, which voids those they had: mailed (null), or its token to hand over. It invites who has no
 * password yet. Throws not_found for an agent who is disabled.
 */
export async function makeAccessLink(ctx: Ctx<Agent>, agentId: string, by: 'mail' | 'hand'): Promise<string | null> {
  const tokenOf = await accessTokens(ctx.db, ctx.secrets)
  // Never kept as the answer to a repeated request: the token is stored nowhere, and a second link harms nobody.
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
    await voidAccessLinks(tx, agentId)
    return invite(tx, ctx, { agentId, by, tokenOf, isNew: agent.credential === null })
  })
  return by === 'hand' ? tokenOf(linkId) : null
}

type Invitation = { agentId: string; by: 'mail' | 'hand'; tokenOf: (id: string) => string; isNew: boolean }

export async function invite(tx: Tx, ctx: Ctx, { agentId, by, tokenOf, isNew }: Invitation): Promise<string> {
  const linkId = await insertAccessLink(tx, agentId, isNew ? 'invitation' : 'reset', tokenOf)
  const name = by === 'hand' ? 'agent.changed' : isNew ? 'agent.invited' : 'agent.reset_asked'
  const data = by === 'hand' ? { link: true } : { linkId }
  await record(tx, ctx, name, { subject: 'agent', id: agentId, data })
  return linkId
}

/** Sets the password of the link's agent, whose sessions and other links end. Throws link_refused. */
export async function setPasswordByLink(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<{ email: string; password: string }> {
  return transact(ctx, async (tx) => {
    const link = await spendAccessLink(tx, token)
    const agent = link && (await loadActor(tx, link.agentId))
    if (!link || !agent) throw new AppError('link_refused')
    await replacePassword(tx, agent.id, password)
    await endSessions(tx, agent.id)
    const name = link.purpose === 'reset' ? 'agent.password_set' : 'agent.changed'
    await record(tx, { ...ctx, actor: agent }, name, { subject: 'agent', id: agent.id, data: { password: true } })
    return { email: agent.email, password }
  })
}
