import { randomBytes } from 'node:crypto'
import { instanceSecretNames } from '../instance-secrets.ts'
import type { Db } from './database.ts'
import type { SealedColumn, Secrets } from './secrets.ts'

const place = 'instance_secret.value'
export const sealedInstanceColumns: readonly SealedColumn[] = [place]
/** SQL that deletes the instance secrets. The next start creates new ones: sessions, mailed and secret links end. */
export const deleteInstanceSecrets = 'delete from instance_secret'

type SecretName = (typeof instanceSecretNames)[number]
export type InstanceSecrets = Record<SecretName, string>

/** Returns all secrets of the installation, created at the first start. */
export async function readInstanceSecrets(db: Db, secrets: Secrets): Promise<InstanceSecrets> {
  const entries = await Promise.all(
    instanceSecretNames.map(async (name) => [name, await instanceSecret(db, secrets, name)] as const),
  )
  return Object.fromEntries(entries) as InstanceSecrets
}

/** Returns a secret that all processes of an installation share, created at its first use: 256 bits in base64url. */
export async function instanceSecret(db: Db, secrets: Secrets, name: SecretName): Promise<string> {
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
