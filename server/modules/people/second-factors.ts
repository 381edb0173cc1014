import { sql } from 'kysely'
import type { SecondFactors } from '../../../contract/account.ts'
import type { Role } from '../../../contract/permissions.ts'
import { type Agent, system } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { Http } from '../../platform/http/mount.ts'
import { type Identity, listCookies, readSessionHash } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { transact } from '../../platform/transact.ts'
import { endSessions } from './accounts.ts'
import { headersOf, toAppError } from './better-auth.ts'
import { requireManageable, requireWithinOwnRights } from './own-rights.ts'
import { requirePassword } from './require-password.ts'
import { requireSessionId } from './session.ts'

export async function describeSecondFactors(db: Db | Tx, { id, secondFactorRequired }: Agent): Promise<SecondFactors> {
  const { totp } = await db
    .selectFrom('user_account')
    .select('two_factor_enabled as totp')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const passkeys = await db
    .selectFrom('passkey')
    .select(['id', sql<string>`coalesce(name, '')`.as('name'), 'created_at as createdAt'])
    .where('user_id', '=', id)
    .orderBy('id')
    .execute()
  return { required: secondFactorRequired, totp, passkeys }
}

/** Starts setting up an authenticator app. Throws wrong_credentials; conflict when one is on already. */
export async function startTotp(ctx: Ctx<Agent>, identity: Identity, password: string, http: Http) {
  await requirePassword(ctx, password)
  const begun = await identity.api
    .enableTwoFactor({ body: { password, method: 'totp' }, headers: headersOf(http) })
    .catch((error) => {
      throw toAppError(error, 'conflict')
    })
  if (!('totpURI' in begun)) throw new AppError('conflict')
  return { uri: begun.totpURI, recoveryCodes: begun.backupCodes }
}

/** Turns the app on. The session continues with a new cookie, the agent's others end. Throws wrong_code. */
export async function verifyTotp(
  ctx: Ctx<Agent>,
  identity: Identity,
  code: string,
  http: Http,
): Promise<SecondFactors> {
  const before = await describeSecondFactors(ctx.db, ctx.actor)
  if (before.totp) throw new AppError('conflict')
  const { headers } = await identity.api
    .verifyTOTP({ body: { code }, headers: headersOf(http), returnHeaders: true })
    .catch((error) => {
      throw toAppError(error, 'wrong_code')
    })
  for (const cookie of listCookies(headers)) http.reply.header('set-cookie', cookie)
  // Keeps the session's id, so that its open streams continue.
  const id = requireSessionId(http)
  await ctx.db.updateTable('user_session').set({ id }).where('token_hash', '=', readSessionHash(headers)).execute()
  return addFactor(ctx, id, 'totp')
}

/** Marks the session that added a factor, and ends the others, which may lack one. */
export async function addFactor(
  ctx: Ctx<Agent>,
  sessionId: string,
  method: 'totp' | 'passkey',
): Promise<SecondFactors> {
  return transact({ ...ctx, idempotency: null }, async (tx) => {
    await tx
      .updateTable('user_session')
      .set({ second_factor: true, confirmed_at: sql<string>`now()` })
      .where('id', '=', sessionId)
      .execute()
    await endSessions(tx, ctx.actor.id, sessionId)
    const event = { id: ctx.actor.id, data: { method } } as const
    await record(tx, ctx, 'agent.second_factor_added', event)
    return describeSecondFactors(tx, ctx.actor)
  })
}

export async function renewRecoveryCodes(ctx: Ctx<Agent>, identity: Identity, password: string, http: Http) {
  await requirePassword(ctx, password)
  const { backupCodes } = await identity.api
    .generateBackupCodes({ body: { password }, headers: headersOf(http) })
    .catch((error) => {
      throw toAppError(error, 'conflict')
    })
  return { recoveryCodes: backupCodes }
}

/** Removes the authenticator app. Throws conflict for the last factor of an agent whose role needs one. */
export async function removeTotp(ctx: Ctx<Agent>): Promise<SecondFactors> {
  return removeFactor(ctx, 'totp', (tx) => turnTotpOff(tx, ctx.actor.id))
}

/** Removes a passkey. Throws not_found; conflict for the last factor of an agent whose role needs one. */
export async function removePasskey(ctx: Ctx<Agent>, id: string): Promise<SecondFactors> {
  return removeFactor(ctx, 'passkey', async (tx) => {
    const removed = await tx
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('user_id', '=', ctx.actor.id)
      .executeTakeFirst()
    if (removed.numDeletedRows === 0n) throw new AppError('not_found')
  })
}

async function removeFactor(ctx: Ctx<Agent>, method: 'totp' | 'passkey', remove: (tx: Tx) => Promise<void>) {
  return transact(ctx, async (tx) => {
    await lockAccount(tx, ctx.actor.id)
    await remove(tx)
    const left = await describeSecondFactors(tx, ctx.actor)
    if (left.required && !left.totp && left.passkeys.length === 0) throw new AppError('conflict')
    if (!left.totp && left.passkeys.length === 0)
      await tx.updateTable('user_session').set({ second_factor: false }).where('user_id', '=', ctx.actor.id).execute()
    const event = { id: ctx.actor.id, data: { method } } as const
    await record(tx, ctx, 'agent.second_factor_removed', event)
    return left
  })
}

/** Removes all second factors of another agent. Throws not_found. */
export async function resetSecondFactors(ctx: Ctx, agentId: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    await lockAccount(tx, agentId)
    await requireManageable(tx, ctx.actor, agentId)
    await turnTotpOff(tx, agentId)
    await tx.deleteFrom('passkey').where('user_id', '=', agentId).execute()
    await endSessions(tx, agentId)
    await record(tx, ctx, 'agent.second_factor_removed', { id: agentId, data: { method: 'all' } })
  })
}

/** Removes all second factors of an agent from the command line, by address. Returns whether the agent exists. */
export async function resetSecondFactorsOf(db: Db, secrets: Secrets, email: string): Promise<boolean> {
  const account = await db
    .selectFrom('user_account')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  if (!account) return false
  const ctx: Ctx = { db, actor: system, wakeDispatcher: () => undefined, secrets, idempotency: null }
  await resetSecondFactors(ctx, account.id)
  return true
}

async function lockAccount(tx: Tx, id: string): Promise<void> {
  const account = await tx.selectFrom('user_account').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!account) throw new AppError('not_found')
}

async function turnTotpOff(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('two_factor').where('user_id', '=', userId).execute()
  await tx.updateTable('user_account').set({ two_factor_enabled: false }).where('id', '=', userId).execute()
}

/** Sets whether a role needs a second factor. The actor's session stays, but its next request needs one. Throws not_found. */
export async function requireSecondFactor(ctx: Ctx<Agent>, name: Role, required: boolean, sessionId: string) {
  await transact(ctx, async (tx) => {
    await requireWithinOwnRights(tx, ctx.actor, name)
    const changed = await tx
      .updateTable('role')
      .set({ second_factor_required: required })
      .where('name', '=', name)
      .returning('name as role')
      .executeTakeFirst()
    if (!changed) throw new AppError('not_found')
    const { role } = changed
    if (required)
      await tx
        .deleteFrom('user_session')
        .where('second_factor', '=', false)
        .where('id', '!=', sessionId)
        .where('user_id', 'in', (query) => query.selectFrom('agent').select('id').where('role', '=', role))
        .execute()
    const { id } = await tx.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
    const data = { role, secondFactorRequired: required }
    await record(tx, ctx, 'organisation.changed', { id, data })
  })
}
