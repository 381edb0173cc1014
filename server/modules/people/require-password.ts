import { setTimeout as wait } from 'node:timers/promises'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { hashPassword, isHashOutdated, verifyPassword } from '../../platform/password-hash.ts'
import { beginAttempt, endAttempt } from '../../platform/throttle.ts'

/** Verifies the agent's password. Throws wrong_credentials, too_many_requests. */
export async function requirePassword(ctx: Ctx<Agent>, password: string): Promise<void> {
  const buckets = [{ name: `password ${ctx.actor.id}`, free: 5 }]
  await beginAttempt(ctx.db, buckets)
  const hash = await findHash(ctx.db, ctx.actor.id)
  if (hash !== null && (await verifyPassword(password, hash))) return endAttempt(ctx.db, buckets)
  await wait(300)
  throw new AppError('wrong_credentials')
}

/** Upgrades a hash of lower cost while the password is at hand. */
export async function rehashPassword(db: Db, email: string, password: string): Promise<void> {
  const user = await db.selectFrom('user_account').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  const hash = await findHash(db, user.id)
  if (hash === null || !isHashOutdated(hash)) return
  await db
    .updateTable('user_credential')
    .set({ password: await hashPassword(password) })
    .where('user_id', '=', user.id)
    .where('password', '=', hash)
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
