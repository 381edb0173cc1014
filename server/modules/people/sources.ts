import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'
import { addressOf, type Http } from '../../platform/http/mount.ts'
import { hashToken } from '../../platform/signature.ts'
import type { Bucket } from '../../platform/throttle.ts'

/** Where an attempt comes from: a network, and a browser when it has signed in before. */
export type Source = { network: string; device: string | null }

const lastsDays = 180
const cookieName = 'guichet_device'
const devicePattern = new RegExp(`(?:^|;\\s*)(?:__Host-)?${cookieName}=([\\w-]{43})(?:;|$)`)

export function sourceOf({ request }: Pick<Http, 'request'>): Source {
  const device = devicePattern.exec(request.headers.cookie ?? '')?.[1] ?? null
  return { network: addressOf(request), device }
}

const hashesOf = ({ network, device }: Source) =>
  [`network ${network}`, ...(device ? [`device ${device}`] : [])].map(hashToken)

/**
 * Returns what an attempt at an account counts against: its own source, and for sources from which the account never
 * signed in, all of them together. A known browser has its own count, apart from its network's.
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

/** Returns what the rate limit counts sign-ins by: a known browser has its own count, apart from its network's. */
export async function limitKeyOf(db: Db, email: string, request: Http['request']): Promise<string> {
  const source = sourceOf({ request })
  const [, device] = hashesOf(source)
  if (!device) return email
  return (await findKnown(db, email, source)).includes(device) ? `${email} ${device}` : email
}

/** Remembers the network and the browser of a successful sign-in. Sets the browser's cookie. */
export async function rememberSource(db: Db, accountId: string, http: Http, isSecure: boolean): Promise<void> {
  const source = sourceOf(http)
  const device = source.device ?? randomBytes(32).toString('base64url')
  const rows = hashesOf({ ...source, device }).map((source_hash) => ({ account_id: accountId, source_hash }))
  await db
    .insertInto('known_source')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'source_hash']).doUpdateSet({ last_used_at: sql<string>`now()` }),
    )
    .execute()
  const parts = [`${isSecure ? '__Host-' : ''}${cookieName}=${device}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  parts.push(`Max-Age=${lastsDays * 86_400}`, ...(isSecure ? ['Secure'] : []))
  http.reply.header('set-cookie', parts.join('; '))
}

/** Deletes sources unused for 180 days. */
export async function forgetSources(db: Db): Promise<void> {
  await deleteInBatches(db, 'known_source', sql`last_used_at < now() - ${lastsDays} * interval '1 day'`)
}
