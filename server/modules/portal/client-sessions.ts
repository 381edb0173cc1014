import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Client, Person } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { type Credentials, keepBriefly } from '../../platform/kept.ts'
import type { Session, Sessions } from '../../platform/sessions.ts'
import { hashToken } from '../../platform/signature.ts'
import { limitedTo, loadEntrant, selectClients } from './load-client.ts'

/** Under HTTPS the prefix makes browsers refuse a cookie that a neighbouring host or plain HTTP would plant. */
const cookieName = (isSecure: boolean) => (isSecure ? '__Host-guichet_portal' : 'guichet_portal')
/** Without use. */
const lastsSeconds = 90 * 86_400
const longestSeconds = 365 * 86_400
/** Who signs out at a website is signed out here within that time; until then its pages ask it again by themselves. */
const vouchedSeconds = 3_600

/**
 * Whether a session stands. Those of archived contacts do not until they are restored. One that was opened by an address ends when it is another's; by a website's word or a secret
 * link, with that; each a year after it began.
 */
export const stands = sql<boolean>`client_session.expires_at > now()
  and contact.archived_at is null
  and client_session.created_at > now() - interval '1 year'
  and (client_session.website_user_id is not null or client_session.guest_link_id is not null
    or client_session.address = lower(contact.email))`

/** The sessions of clients: a token in their browser, its hash here. */
export function openClientSessions(db: Db, isSecure: boolean): Sessions<Client> {
  const pattern = new RegExp(`(?:^|;\\s*)${cookieName(isSecure)}=([\\w-]{43})(?:;|$)`)

  async function read(credentials: Credentials): Promise<Session<Client> | null> {
    const token = tokenIn(credentials, pattern)
    if (token === null) return null
    const row = await selectClients(db)
      .innerJoin('client_session', 'client_session.contact_id', 'contact.id')
      .leftJoin('guest_link', 'guest_link.id', 'client_session.guest_link_id')
      .select([
        'client_session.id as sessionId',
        'guest_link.ticket_id as ticketId',
        sql<boolean>`website_user_id is null and last_used_at < now() - interval '1 day'`.as('isStale'),
      ])
      .where('client_session.token_hash', '=', hashToken(token))
      .where(stands)
      .executeTakeFirst()
    if (!row) return null
    const { sessionId, isStale, ticketId, ...client } = row
    if (isStale) await prolong(db, sessionId)
    return { id: sessionId, actor: limitedTo({ kind: 'contact', ...client }, ticketId) }
  }

  async function standing(ids: string[]): Promise<Set<string>> {
    const rows = await db
      .selectFrom('client_session')
      .innerJoin('contact', 'contact.id', 'client_session.contact_id')
      .select('client_session.id')
      .where('client_session.id', '=', sql<string>`any(${ids}::uuid[])`)
      .where(stands)
      .execute()
    return new Set(rows.map((row) => row.id))
  }

  async function loadActor(id: string, before?: Person): Promise<Client | null> {
    const client = await loadEntrant(db, id)
    return client && limitedTo(client, before && before.kind !== 'agent' ? before.onlyTicketId : null)
  }

  return { subject: 'contact', rightsSubject: null, ...keepBriefly(read), loadActor, standing }
}

function tokenIn({ cookie, authorization }: Credentials, pattern: RegExp): string | null {
  if (authorization) return /^Bearer ([\w-]{43})$/.exec(authorization)?.[1] ?? null
  return pattern.exec(cookie ?? '')?.[1] ?? null
}

async function prolong(db: Db, id: string): Promise<void> {
  await db
    .updateTable('client_session')
    .set({ last_used_at: sql`now()`, expires_at: sql`now() + ${lastsSeconds} * interval '1 second'` })
    .where('id', '=', id)
    .execute()
}

/** Returns the token, which is nowhere else from now on, and when it ends. */
export const beginSession = (tx: Tx, { id, email }: Client, userAgent: string) =>
  insertSession(tx, { contact_id: id, address: email }, lastsSeconds, userAgent)

/** The session of somebody whom a website knows. */
export const beginVouchedSession = (tx: Tx, { id, contactId }: { id: string; contactId: string }, userAgent: string) =>
  insertSession(tx, { contact_id: contactId, website_user_id: id }, vouchedSeconds, userAgent)

/** The session of whoever holds a secret link. */
export const beginGuestSession = (tx: Tx, { id, contactId }: { id: string; contactId: string }, userAgent: string) =>
  insertSession(tx, { contact_id: contactId, guest_link_id: id }, lastsSeconds, userAgent)

type Opened = { contact_id: string; address?: string | null; website_user_id?: string; guest_link_id?: string }

async function insertSession(tx: Tx, opened: Opened, seconds: number, userAgent: string) {
  const token = randomBytes(32).toString('base64url')
  const { expiresAt } = await tx
    .insertInto('client_session')
    .values({
      id: randomUUIDv7(),
      ...opened,
      token_hash: hashToken(token),
      expires_at: sql<string>`now() + ${seconds} * interval '1 second'`,
      user_agent: userAgent.slice(0, 300),
    })
    .returning('expires_at as expiresAt')
    .executeTakeFirstOrThrow()
  return { token, expiresAt }
}

/** Expires at once without a token. */
export function cookieOf(token: string | null, isSecure: boolean): string {
  const parts = [`${cookieName(isSecure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  parts.push(`Max-Age=${token === null ? 0 : longestSeconds}`)
  if (isSecure) parts.push('Secure')
  return parts.join('; ')
}
