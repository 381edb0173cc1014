import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'
import { type Http, networkOf } from '../../platform/http/mount.ts'
import { cookieName, readTokenCookie, tokenCookie } from '../../platform/http/token-cookies.ts'
import { hashToken } from '../../platform/signature.ts'
import type { Bucket } from '../../platform/throttle.ts'

/** Origin of an attempt: a network, and a browser that signed in before. */
export type Source = { network: string; device: string | null }

const validDays = 180
const name = 'guichet_device'

export function readSource({ request }: Pick<Http, 'request'>): Source {
  const device = (isSecure: boolean) => readTokenCookie(request.headers.cookie, cookieName(name, isSecure))
  return { network: networkOf(request), device: device(true) ?? device(false) }
}

const hashesOf = ({ network, device }: Source) =>
  [`network ${network}`, ...(device ? [`device ${device}`] : [])].map(hashToken)

/**
 * Returns the throttle buckets of an attempt at an account: its own source's, and one shared by all sources from which the
 * account never signed in. A known browser has its own bucket, apart from its network's.
 */
export async function bucketsFor(db: Db, email: string, source: Source): Promise<Bucket[]> {
  const known = await findKnown(db, email, source)
  const isKnown = (hash: string | undefined) => hash !== undefined && known.includes(hash)
  const [network, device] = hashesOf(source)
  if (device && isKnown(device)) return [{ name: `sign-in ${email} ${device}`, free: 5 }]
  const own = { name: `sign-in ${email} ${network}`, free: 5 }
  return isKnown(network) ? [own] : [own, { name: `sign-in ${email}`, free: 10 }]
}

async function findKnown(db: Db, email: string, source: Source): Promise<string[]> {
  const rows = await db
    .selectFrom('known_source')
    .innerJoin('user_account', 'user_account.id', 'known_source.account_id')
    .select('source_hash')
    .where('user_account.email', '=', email)
    .where('source_hash', 'in', hashesOf(source))
    .execute()
  return rows.map(({ source_hash }) => source_hash)
}

/** Returns the rate limit key of a sign-in. A known browser has its own, apart from its network's. */
export async function rateLimitKey(db: Db, email: string, request: Http['request']): Promise<string> {
  const source = readSource({ request })
  const [, device] = hashesOf(source)
  if (!device) return email
  return (await findKnown(db, email, source)).includes(device) ? `${email} ${device}` : email
}

/** Saves the network and browser of a successful sign-in, and sets the browser's cookie. */
export async function saveSource(db: Db, accountId: string, http: Http, isSecure: boolean): Promise<void> {
  const source = readSource(http)
  const device = source.device ?? randomBytes(32).toString('base64url')
  const rows = hashesOf({ ...source, device }).map((source_hash) => ({ account_id: accountId, source_hash }))
  await db
    .insertInto('known_source')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'source_hash']).doUpdateSet({ last_used_at: sql<string>`now()` }),
    )
    .execute()
  http.reply.header('set-cookie', tokenCookie(device, { name, maxAgeSeconds: validDays * 86_400, isSecure }))
}

/** Deletes sources unused for 180 days. */
export async function deleteOldSources(db: Db): Promise<void> {
  await deleteInBatches(db, 'known_source', sql`last_used_at < now() - ${validDays} * interval '1 day'`)
}
