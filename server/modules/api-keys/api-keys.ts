import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ApiKey, KeyScope } from '../../../contract/api-keys.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { hashToken } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { isApiDescriptionPublic } from '../people/index.ts'

export async function listKeys(db: Db): Promise<{ items: ApiKey[]; descriptionPublic: boolean }> {
  const items = await db
    .selectFrom('api_key')
    .select(sql<KeyScope>`scope`.as('scope'))
    .select(['id', 'name', 'ending', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .orderBy('id', 'desc')
    .execute()
  return { items, descriptionPublic: await isApiDescriptionPublic(db) }
}

/** Returns the key, which is nowhere else from now on. */
export async function createKey(ctx: Ctx<Agent>, { name, scope }: { name: string; scope: KeyScope }) {
  return transact({ ...ctx, idempotency: null }, async (tx) => {
    const key = `gk_${randomBytes(32).toString('base64url')}`
    const id = randomUUIDv7()
    const values = { id, name, scope, token_hash: hashToken(key), ending: key.slice(-4), created_by: ctx.actor.id }
    await tx.insertInto('api_key').values(values).execute()
    await record(tx, ctx, 'api_key.created', { subject: 'api_key', id, data: { name, scope } })
    return { id, key }
  })
}

/** Throws not_found. */
export async function removeKey(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const removed = await tx.deleteFrom('api_key').where('id', '=', id).returning('name').executeTakeFirst()
    if (!removed) throw new AppError('not_found')
    await record(tx, ctx, 'api_key.removed', { subject: 'api_key', id, data: removed })
  })
}

/** Throws unauthenticated for a key that is none, or is for something else. */
export async function requireKey(db: Db, authorization: string | undefined, scope: KeyScope): Promise<void> {
  const key = /^Bearer (gk_[\w-]{43})$/.exec(authorization ?? '')?.[1]
  if (key === undefined) throw new AppError('unauthenticated')
  const found = await db
    .selectFrom('api_key')
    .select(['id', sql<boolean>`coalesce(last_used_at < now() - interval '1 hour', true)`.as('isStale')])
    .where('token_hash', '=', hashToken(key))
    .where('scope', '=', scope)
    .executeTakeFirst()
  if (!found) throw new AppError('unauthenticated')
  if (found.isStale)
    await db.updateTable('api_key').set({ last_used_at: sql`now()` }).where('id', '=', found.id).execute()
}
