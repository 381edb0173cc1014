import { sql } from 'kysely'
import type { SubjectKind } from '../../contract/events.ts'
import type { Agent, Person } from '../actors.ts'
import { AppError } from './app-error.ts'
import type { Db, Tx } from './database.ts'
import { type Identity, sessionMaxDays } from './identity.ts'
import { type Credentials, cacheSessions } from './session-cache.ts'

/** Session of a person. `lacksSecondFactor` means that its agent must set one up before anything else. */
export type Session<P extends Person = Person> = { id: string; actor: P; lacksSecondFactor?: boolean }

/** Sessions of agents or of clients: reads those of requests, and tells which are still valid. */
export type Sessions<P extends Person = Person> = {
  /** Subject of news about these people. */
  subject: SubjectKind
  /** Subject of news that may change the rights of many of them. */
  rightsSubject: SubjectKind | null
  resolve: (credentials: Credentials) => Promise<Session<P> | null>
  clearCache: () => void
  /** Returns null for somebody who may not sign in any more. @param before their former state in the same session */
  loadActor: (id: string, before?: Person) => Promise<P | null>
  findValid: (sessionIds: string[]) => Promise<Set<string>>
}

type Options = { db: Db; identity: Identity; loadActor: (id: string) => Promise<Agent | null> }

export function openSessions({ db, identity, loadActor }: Options): Sessions<Agent> {
  async function read(credentials: Credentials): Promise<Session<Agent> | null> {
    const headers = new Headers()
    if (credentials.cookie) headers.set('cookie', credentials.cookie)
    if (credentials.authorization) headers.set('authorization', credentials.authorization)
    const found = await identity.api.getSession({ headers }).catch(() => {
      // The library's bare "internal error" only occurs when the database does not respond.
      throw new AppError('unavailable')
    })
    if (!found || isTooOld(found.session.createdAt)) return null
    const actor = await loadActor(found.user.id)
    const lacksSecondFactor = actor?.secondFactorRequired === true && found.session.secondFactor !== true
    return actor && { id: found.session.id, actor, lacksSecondFactor }
  }

  async function findValid(ids: string[]): Promise<Set<string>> {
    const rows = await db
      .selectFrom('user_session')
      .select('id')
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
      .where('expires_at', '>', new Date().toISOString())
      .where('created_at', '>', sql<string>`now() - ${sessionMaxDays} * interval '1 day'`)
      .execute()
    return new Set(rows.map((row) => row.id))
  }

  return { subject: 'agent', rightsSubject: 'role', ...cacheSessions(read), loadActor, findValid }
}

const isTooOld = (begun: Date) => begun.getTime() < Date.now() - sessionMaxDays * 86_400_000

const confirmedMinutes = 10

/**
 * Requires a session whose owner confirmed it recently. Reads the database, since another process may have just confirmed
 * it. Throws confirmation_required, or unauthenticated for a session that has ended meanwhile.
 */
export async function requireConfirmation(db: Db | Tx, session: Session | null): Promise<void> {
  if (session === null) throw new AppError('confirmation_required')
  // Ignores times in the future, after the clock was set back.
  const { rows } = await sql<{ isConfirmed: boolean }>`
    select coalesce(confirmed_at between now() - ${confirmedMinutes} * interval '1 minute' and now(), false) as "isConfirmed"
    from user_session where id = ${session.id}`.execute(db)
  if (!rows[0]) throw new AppError('unauthenticated')
  if (!rows[0].isConfirmed) throw new AppError('confirmation_required')
}
