import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { hashPassword, isOutdated, verifyPassword } from '../../platform/password-hash.ts'
import { beginAttempt, endAttempt } from '../../platform/throttle.ts'

/** Throws wrong_credentials, too_many_requests. */
export async function requirePassword(ctx: Ctx<Agent>, password: string): Promise<void> {
  const buckets = [{ name: `password ${ctx.actor.id}`, free: 5 }]
  await beginAttempt(ctx.db, buckets)
  const kept = await findHash(ctx.db, ctx.actor.id)
  if (kept !== null && (await verifyPassword(password, kept))) return endAttempt(ctx.db, buckets)
  await wait(300)
  throw new AppError('wrong_credentials')
}

/** Replaces a hash that costs less than new ones do, while its password is at hand. */
export async function rehashPassword(db: Db, email: string, password: string): Promise<void> {
  const user = await db.selectFrom('user_account').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  const kept = await findHash(db, user.id)
  if (kept === null || !isOutdated(kept)) return
  await db
    .updateTable('user_credential')
    .set({ password: await hashPassword(password) })
    .where('user_id', '=', user.id)
    .where('password', '=', kept)
    .execute()
}

async function findHash(db: Db, userId: string): Promise<string | null> {
  const credential = await db
    .selectFrom('user_credential')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return credential?.password ?? null
}
