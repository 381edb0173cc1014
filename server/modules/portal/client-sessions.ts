import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Client, Person } from '../../actors.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { cookieName, readTokenCookie, tokenCookie } from '../../platform/http/token-cookies.ts'
import { newId } from '../../platform/new-id.ts'
import { type Credentials, cacheSessions } from '../../platform/session-cache.ts'
import type { Session, Sessions } from '../../platform/sessions.ts'
import { hashToken } from '../../platform/signature.ts'
import { limitToTicket, loadActiveClient, selectClients } from './load-client.ts'

const sessionCookieName = 'guichet_portal'
/** Lifetime of an unused session. */
const idleSeconds = 90 * 86_400
const maxAgeSeconds = 365 * 86_400
/** Lifetime of a session of a website. It bounds a sign-out there; the website's pages renew it by themselves. */
const vouchedSeconds = 3_600

/**
 * Condition for a valid session. It ends when the contact's address changes, the website or the secret link is deleted, and
 * a year after it began; an archived contact has none until restored.
 */
export const isValidSession = sql<boolean>`client_session.expires_at > now()
  and contact.archived_at is null
  and client_session.created_at > now() - interval '1 year'
  and (client_session.website_user_id is not null or client_session.guest_link_id is not null
    or client_session.address = lower(contact.email))`

/** Opens the store of clients' sessions. Browsers hold the tokens, the database only their hashes. */
export function openClientSessions(db: Db, isSecure: boolean): Sessions<Client> {
  const fullName = cookieName(sessionCookieName, isSecure)

  async function read(credentials: Credentials): Promise<Session<Client> | null> {
    const token = readToken(credentials, fullName)
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
      .where(isValidSession)
      .executeTakeFirst()
    if (!row) return null
    const { sessionId, isStale, ticketId, ...client } = row
    if (isStale) await extendSession(db, sessionId)
    return { id: sessionId, actor: limitToTicket({ kind: 'contact', ...client }, ticketId) }
  }

  async function findValid(ids: string[]): Promise<Set<string>> {
    const rows = await db
      .selectFrom('client_session')
      .innerJoin('contact', 'contact.id', 'client_session.contact_id')
      .select('client_session.id')
      .where('client_session.id', '=', sql<string>`any(${ids}::uuid[])`)
      .where(isValidSession)
      .execute()
    return new Set(rows.map((row) => row.id))
  }

  async function loadActor(id: string, before?: Person): Promise<Client | null> {
    const client = await loadActiveClient(db, id)
    return client && limitToTicket(client, before && before.kind !== 'agent' ? before.onlyTicketId : null)
  }

  return { subject: 'contact', rightsSubject: null, ...cacheSessions(read), loadActor, findValid }
}

function readToken({ cookie, authorization }: Credentials, fullName: string): string | null {
  if (authorization) return /^Bearer ([\w-]{43})$/.exec(authorization)?.[1] ?? null
  return readTokenCookie(cookie, fullName)
}

async function extendSession(db: Db, id: string): Promise<void> {
  await db
    .updateTable('client_session')
    .set({ last_used_at: sql`now()`, expires_at: sql`now() + ${idleSeconds} * interval '1 second'` })
    .where('id', '=', id)
    .execute()
}

/** Starts a session. Returns the token, which is not stored, and its expiry. */
export const beginSession = (tx: Tx, { id, email }: Client, userAgent: string) =>
  insertSession(tx, { contact_id: id, address: email }, idleSeconds, userAgent)

/** Starts a session for a user of a website. */
export const beginWebsiteSession = (tx: Tx, { id, contactId }: { id: string; contactId: string }, userAgent: string) =>
  insertSession(tx, { contact_id: contactId, website_user_id: id }, vouchedSeconds, userAgent)

/** Starts a session for the holder of a secret link. */
export const beginGuestSession = (tx: Tx, { id, contactId }: { id: string; contactId: string }, userAgent: string) =>
  insertSession(tx, { contact_id: contactId, guest_link_id: id }, idleSeconds, userAgent)

type SessionOrigin = { contact_id: string; address?: string | null; website_user_id?: string; guest_link_id?: string }

async function insertSession(tx: Tx, origin: SessionOrigin, seconds: number, userAgent: string) {
  const token = randomBytes(32).toString('base64url')
  const { expiresAt } = await tx
    .insertInto('client_session')
    .values({
      id: newId(),
      ...origin,
      token_hash: hashToken(token),
      expires_at: sql<string>`now() + ${seconds} * interval '1 second'`,
      user_agent: userAgent.slice(0, 300),
    })
    .returning('expires_at as expiresAt')
    .executeTakeFirstOrThrow()
  return { token, expiresAt }
}

/** Returns the Set-Cookie header; null deletes the cookie. */
export const sessionCookie = (token: string | null, isSecure: boolean) =>
  tokenCookie(token, { name: sessionCookieName, maxAgeSeconds, isSecure })
