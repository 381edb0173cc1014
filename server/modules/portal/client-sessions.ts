import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Client } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { type Credentials, keepBriefly } from '../../platform/kept.ts'
import type { Session, Sessions } from '../../platform/sessions.ts'
import { hashToken } from '../../platform/signature.ts'
import { loadClient, selectClients } from './load-client.ts'

const cookieName = 'guichet_portal'
const lastsSeconds = 90 * 86_400

/** The sessions of clients: a token in their browser, its hash here. */
export function openClientSessions(db: Db): Sessions<Client> {
  async function read(credentials: Credentials): Promise<Session<Client> | null> {
    const token = tokenIn(credentials)
    if (token === null) return null
    const row = await selectClients(db)
      .innerJoin('client_session', 'client_session.contact_id', 'contact.id')
      .select(['client_session.id as sessionId', sql<boolean>`last_used_at < now() - interval '1 day'`.as('isStale')])
      .where('client_session.token_hash', '=', hashToken(token))
      .where('client_session.expires_at', '>', sql<string>`now()`)
      .where('client_session.address', '=', sql<string>`lower(contact.email)`)
      .executeTakeFirst()
    if (!row) return null
    const { sessionId, isStale, ...client } = row
    if (isStale) await prolong(db, sessionId)
    return { id: sessionId, actor: { kind: 'contact', ...client } }
  }

  async function standing(ids: string[]): Promise<Set<string>> {
    const rows = await db
      .selectFrom('client_session')
      .innerJoin('contact', 'contact.id', 'client_session.contact_id')
      .select('client_session.id')
      .where('client_session.id', '=', sql<string>`any(${ids}::uuid[])`)
      .where('client_session.expires_at', '>', sql<string>`now()`)
      .where('client_session.address', '=', sql<string>`lower(contact.email)`)
      .execute()
    return new Set(rows.map((row) => row.id))
  }

  return { subject: 'contact', ...keepBriefly(read), loadActor: (id) => loadClient(db, id), standing }
}

function tokenIn({ cookie, authorization }: Credentials): string | null {
  if (authorization) return /^Bearer ([\w-]{43})$/.exec(authorization)?.[1] ?? null
  return new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{43})(?:;|$)`).exec(cookie ?? '')?.[1] ?? null
}

async function prolong(db: Db, id: string): Promise<void> {
  await db
    .updateTable('client_session')
    .set({ last_used_at: sql`now()`, expires_at: sql`now() + ${lastsSeconds} * interval '1 second'` })
    .where('id', '=', id)
    .execute()
}

/** Returns the token, which is nowhere else from now on. */
export async function beginSession(tx: Tx, { id, email }: Client, userAgent: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx
    .insertInto('client_session')
    .values({
      id: randomUUIDv7(),
      contact_id: id,
      address: email,
      token_hash: hashToken(token),
      expires_at: sql<string>`now() + ${lastsSeconds} * interval '1 second'`,
      user_agent: userAgent.slice(0, 300),
    })
    .execute()
  return token
}

/** Sent to our own pages' API alone; gone at once without a token. */
export function cookieOf(token: string | null, publicUrl: string | undefined): string {
  const parts = [`${cookieName}=${token ?? ''}`, 'Path=/api/portal', 'HttpOnly', 'SameSite=Lax']
  parts.push(`Max-Age=${token === null ? 0 : lastsSeconds}`)
  if (publicUrl?.startsWith('https:')) parts.push('Secure')
  return parts.join('; ')
}
