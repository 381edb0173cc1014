import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { hashToken, sign } from '../../platform/signature.ts'

export type LinkPurpose = 'invitation' | 'reset'

const validHours: Record<LinkPurpose, number> = { invitation: 7 * 24, reset: 1 }

/** Lets an agent choose a password, once. Resolves with the link's id; the mail that tells it has the same. */
export async function insertAccessLink(
  tx: Tx,
  agentId: string,
  purpose: LinkPurpose,
  tokenOf: (id: string) => string,
): Promise<string> {
  const id = randomUUIDv7()
  await tx
    .insertInto('access_link')
    .values({
      id,
      purpose,
      agent_id: agentId,
      token_hash: hashToken(tokenOf(id)),
      expires_at: sql<string>`now() + ${validHours[purpose]} * interval '1 hour'`,
    })
    .execute()
  return id
}

/** Returns a function that gives the token of a link, 256 bits in base64url: worked out each time, stored nowhere. */
export async function accessTokens(db: Db, secrets: Secrets): Promise<(linkId: string) => string> {
  const secret = await instanceSecret(db, secrets, 'access-links')
  return (linkId) => sign(secret, 'access link', linkId)
}

/** Whether a link can still be used. */
export async function isStanding(db: Db, linkId: string): Promise<boolean> {
  const link = await db
    .selectFrom('access_link')
    .select('id')
    .where('id', '=', linkId)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst()
  return link !== undefined
}

/** Uses a link up: of two at once, one gets its agent. Null for a token that opens nothing. */
export async function spendAccessLink(
  tx: Tx,
  token: string,
): Promise<{ purpose: LinkPurpose; agentId: string } | null> {
  const link = await tx
    .deleteFrom('access_link')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', sql<string>`now()`)
    .returning(['purpose', 'agent_id as agentId'])
    .executeTakeFirst()
  return link ?? null
}

export async function voidAccessLinks(tx: Tx, agentId: string): Promise<void> {
  await tx.deleteFrom('access_link').where('agent_id', '=', agentId).execute()
}
