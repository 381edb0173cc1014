import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Client, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { hashToken } from '../../platform/signature.ts'
import { beginAttempt, endAttempt } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { beginSession } from './client-sessions.ts'
import { loadEntrant } from './load-client.ts'
import { describeClient } from './session.ts'

/** A link, and the secret of the browser that opens it. */
type Opening = { token: string; browser: string | null }

/**
 * Signs in by a mailed link, in the browser that asked for it. The second of two who use it is refused. Throws link_spent,
 * link_expired; opened_elsewhere in another browser, with a code that signs in the one that asked.
 */
export async function signInByLink(ctx: Ctx, { token, browser }: Opening, userAgent: string) {
  const hash = hashToken(token)
  return transact(ctx, async (tx) => {
    const link = await tx
      .updateTable('client_link')
      .set({ used_at: sql`now()` })
      .where('token_hash', '=', hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<string>`now()`)
      .where('browser_hash', '=', browser && hashToken(browser))
      .returning(['contact_id', 'address'])
      .executeTakeFirst()
    return link ? open(tx, link, userAgent) : null
  }).then(async (opened) => opened ?? refuse(ctx, hash))
}

async function open(tx: Tx, link: { contact_id: string; address: string }, userAgent: string) {
  const client = await loadEntrant(tx, link.contact_id)
  // The contact is archived, or the address is another's by now: its reader is not this contact.
  if (client?.email !== link.address) throw new AppError('link_expired')
  return admit(tx, client, userAgent)
}

async function admit(tx: Tx, client: Client, userAgent: string) {
  const { token, expiresAt } = await beginSession(tx, client, userAgent)
  return { me: await describeClient(tx, client), token, expiresAt }
}

async function refuse(ctx: Ctx, hash: string): Promise<never> {
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  const elsewhere = await ctx.db
    .updateTable('client_link')
    .set({ code_hash: hashToken(code) })
    .where('token_hash', '=', hash)
    .where('address', '=', sql<string>`(select lower(email) from contact where contact.id = contact_id)`)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst()
  if (elsewhere.numUpdatedRows > 0n) throw new AppError('opened_elsewhere', { code })
  const link = await ctx.db
    .selectFrom('client_link')
    .select('used_at')
    .where('token_hash', '=', hash)
    .executeTakeFirst()
  throw new AppError(link?.used_at ? 'link_spent' : 'link_expired')
}

/** Signs in the browser that asked for a link, by the code that the link showed elsewhere. Throws code_refused. */
export async function signInByCode(ctx: Ctx, code: string, browser: string | null, userAgent: string) {
  if (browser === null) throw new AppError('code_refused')
  const buckets = [{ name: `client code ${browser}`, free: 5 }]
  await beginAttempt(ctx.db, buckets)
  const opened = await transact(ctx, async (tx) => {
    const link = await tx
      .updateTable('client_link')
      .set({ used_at: sql`now()` })
      .where('browser_hash', '=', hashToken(browser))
      .where('code_hash', '=', hashToken(code))
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<string>`now()`)
      .returning(['contact_id', 'address'])
      .executeTakeFirst()
    if (!link) throw new AppError('code_refused')
    return open(tx, link, userAgent)
  })
  await endAttempt(ctx.db, buckets)
  return opened
}
