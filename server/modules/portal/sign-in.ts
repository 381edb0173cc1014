import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Client } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { hashToken } from '../../platform/signature.ts'
import { isUsable, linkRefusal, spendLink, withToken } from '../../platform/single-use-links.ts'
import { beginAttempt, endAttempt } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { beginSession } from './client-sessions.ts'
import { loadActiveClient } from './load-client.ts'
import { describeClient } from './session.ts'

/** Sign-in link with the secret of the browser that opens it. */
type LinkOpening = { token: string; browser: string | null }

/**
 * Signs in by a mailed link in the browser that requested it, once. Throws link_spent, link_expired; opened_elsewhere in
 * another browser, with a code that signs in the one that requested it.
 */
export async function signInByLink(ctx: Ctx, { token, browser }: LinkOpening, userAgent: string) {
  const inThisBrowser = sql`browser_hash = ${browser && hashToken(browser)}`
  const session = await transact(ctx, async (tx) => {
    const link = await spendLink(tx, 'client_link', sql`${withToken(token)} and ${inThisBrowser}`)
    return link ? openLink(tx, link, userAgent) : null
  })
  return session ?? explainRefusal(ctx, token)
}

async function openLink(tx: Tx, link: { contact_id: string; address: string }, userAgent: string) {
  const client = await loadActiveClient(tx, link.contact_id)
  // The contact is archived, or the address is another's by now: its reader is not this contact.
  if (client?.email !== link.address) throw new AppError('link_expired')
  return startSession(tx, client, userAgent)
}

async function startSession(tx: Tx, client: Client, userAgent: string) {
  const { token, expiresAt } = await beginSession(tx, client, userAgent)
  return { me: await describeClient(tx, client), token, expiresAt }
}

async function explainRefusal(ctx: Ctx, token: string): Promise<never> {
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  const elsewhere = await ctx.db
    .updateTable('client_link')
    .set({ code_hash: hashToken(code) })
    .where(withToken(token))
    .where(isUsable)
    .where('address', '=', sql<string>`(select lower(email) from contact where contact.id = contact_id)`)
    .executeTakeFirst()
  if (elsewhere.numUpdatedRows > 0n) throw new AppError('opened_elsewhere', { code })
  throw new AppError(await linkRefusal(ctx.db, 'client_link', token))
}

/** Signs in the browser that requested a link, by the code that another browser showed. Throws code_refused. */
export async function signInByCode(ctx: Ctx, code: string, browser: string | null, userAgent: string) {
  if (browser === null) throw new AppError('code_refused')
  const buckets = [{ name: `client code ${browser}`, free: 5 }]
  await beginAttempt(ctx.db, buckets)
  const session = await transact(ctx, async (tx) => {
    const itsCode = sql<boolean>`browser_hash = ${hashToken(browser)} and code_hash = ${hashToken(code)}`
    const link = await spendLink(tx, 'client_link', itsCode)
    if (!link) throw new AppError('code_refused')
    return openLink(tx, link, userAgent)
  })
  await endAttempt(ctx.db, buckets)
  return session
}
