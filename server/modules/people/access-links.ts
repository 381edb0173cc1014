import type { Db, Tx } from '../../platform/database.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { newId } from '../../platform/new-id.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { sign } from '../../platform/signature.ts'
import { isUsable, newLink, spendLink, withToken } from '../../platform/single-use-links.ts'

export type LinkPurpose = 'invitation' | 'reset'

const validMinutes: Record<LinkPurpose, number> = { invitation: 7 * 24 * 60, reset: 60 }

/** Inserts a link with which an agent can choose a password once. Returns the link's id, which its mail shares. */
export async function insertAccessLink(
  tx: Tx,
  agentId: string,
  purpose: LinkPurpose,
  tokenOf: (id: string) => string,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access_link')
    .values({ id, purpose, agent_id: agentId, ...newLink(tokenOf(id), { validMinutes: validMinutes[purpose] }) })
    .execute()
  return id
}

/** Returns a function that derives the token of a link, 256 bits in base64url. Tokens are not stored. */
export async function accessTokens(db: Db, secrets: Secrets): Promise<(linkId: string) => string> {
  const secret = await instanceSecret(db, secrets, 'access-links')
  return (linkId) => sign(secret, 'access link', linkId)
}

/** Tells whether a link can still be used. */
export async function isUsableLink(db: Db, linkId: string): Promise<boolean> {
  const link = await db
    .selectFrom('access_link')
    .select('id')
    .where('id', '=', linkId)
    .where(isUsable)
    .executeTakeFirst()
  return link !== undefined
}

/** Uses a link and returns its agent, for the first of two concurrent uses. Returns null for an invalid token. */
export async function consumeAccessLink(
  tx: Tx,
  token: string,
): Promise<{ purpose: LinkPurpose; agentId: string } | null> {
  const link = await spendLink(tx, 'access_link', withToken(token))
  return link && { purpose: link.purpose, agentId: link.agent_id }
}

export async function deleteAccessLinks(tx: Tx, agentId: string): Promise<void> {
  await tx.deleteFrom('access_link').where('agent_id', '=', agentId).execute()
}
