import { randomBytes } from 'node:crypto'
import type { Db } from './database.ts'

/** A secret that all the processes of one installation share, made at its first use (256 bits, base64url). */
export async function instanceSecret(db: Db, name: string): Promise<string> {
  const made = randomBytes(32).toString('base64url')
  await db
    .insertInto('instance_secret')
    .values({ name, value: made })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = await db.selectFrom('instance_secret').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  return kept.value
}
