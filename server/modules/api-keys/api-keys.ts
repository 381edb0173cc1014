import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { ApiKey, KeyScope } from '../../../contract/api-keys.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { hashToken } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { isApiDescriptionPublic } from '../people/index.ts'

/** Condition for a valid key: before its expiry, and while its owner may make keys. */
const isValid = sql<boolean>`(api_key.expires_at > now() and exists (
  select from agent join role_permission on role_permission.role = agent.role and permission = 'settings.manage'
  where agent.id = api_key.owner_id and agent.disabled_at is null))`

export async function listKeys(db: Db): Promise<{ items: ApiKey[]; descriptionPublic: boolean }> {
  const items = await db
    .selectFrom('api_key')
    .innerJoin('user_account', 'user_account.id', 'api_key.owner_id')
    .select(sql<KeyScope>`scope`.as('scope'))
    .select(['api_key.id', 'api_key.name', 'user_account.name as owner', 'ending', 'api_key.created_at as createdAt'])
    .select(['expires_at as expiresAt', 'last_used_at as lastUsedAt', sql<boolean>`not ${isValid}`.as('isEnded')])
    .orderBy('api_key.id', 'desc')
    .execute()
  return { items, descriptionPublic: await isApiDescriptionPublic(db) }
}

type NewKey = { name: string; scope: KeyScope /** Days until it expires. */; days: number }

/** Creates a key and returns its text, which is not stored. */
export async function createKey(ctx: Ctx<Agent>, { name, scope, days }: NewKey) {
  return transact({ ...ctx, idempotency: null }, async (tx) => {
    const key = `gk_${randomBytes(32).toString('base64url')}`
    const id = newId()
    const expires_at = sql<string>`now() + ${days} * interval '1 day'`
    const columns = { token_hash: hashToken(key), ending: key.slice(-4), owner_id: ctx.actor.id, expires_at }
    await tx
      .insertInto('api_key')
      .values({ id, name, scope, ...columns })
      .execute()
    await record(tx, ctx, 'api_key.created', { id, data: { name, scope } })
    return { id, key }
  })
}

/** Deletes a key. Throws not_found. */
export async function removeKey(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const removed = await tx.deleteFrom('api_key').where('id', '=', id).returning('name').executeTakeFirst()
    if (!removed) throw new AppError('not_found')
    await record(tx, ctx, 'api_key.removed', { id, data: removed })
  })
}

/** Checks an Authorization header. Throws unauthenticated for an unknown or expired key, or one of another scope. */
export async function requireKey(db: Db, authorization: string | undefined, scope: KeyScope): Promise<void> {
  const key = /^Bearer (gk_[\w-]{43})$/.exec(authorization ?? '')?.[1]
  if (key === undefined) throw new AppError('unauthenticated')
  const found = await db
    .selectFrom('api_key')
    .select(['id', sql<boolean>`coalesce(last_used_at < now() - interval '1 hour', true)`.as('isStale')])
    .where('token_hash', '=', hashToken(key))
    .where('scope', '=', scope)
    .where(isValid)
    .executeTakeFirst()
  if (!found) throw new AppError('unauthenticated')
  if (found.isStale)
    await db.updateTable('api_key').set({ last_used_at: sql`now()` }).where('id', '=', found.id).execute()
}
