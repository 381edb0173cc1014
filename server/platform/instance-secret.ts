import { randomBytes } from 'node:crypto'
import type { Db } from './database.ts'
import type { SealedColumn, Secrets } from './secrets.ts'

const place = 'instance_secret.value'
export const sealedInstanceColumns: readonly SealedColumn[] = [place]
/** SQL that deletes the instance secrets. The next start creates new ones: sessions, mailed and secret links end. */
export const deleteInstanceSecrets = 'delete from instance_secret'

/** Returns a secret shared by all processes of an installation, created at its first use: 256 bits in base64url. */
export async function instanceSecret(db: Db, secrets: Secrets, name: string): Promise<string> {
  const made = randomBytes(32).toString('base64url')
  await db
    .insertInto('instance_secret')
    .values({ name, value: secrets.seal(place, made) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db.selectFrom('instance_secret').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  const secret = secrets.open(place, row.value)
  if (secret === null) throw new Error(`The instance secret ${name} is empty.`)
  return secret
}
