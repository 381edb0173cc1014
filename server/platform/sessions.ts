import { AppError } from './app-error.ts'
import type { Agent } from './context.ts'
import type { Db } from './database.ts'
import type { Identity } from './identity.ts'

/** The session cookie or bearer token of a request, as sent. */
export type Credentials = { cookie?: string | undefined; authorization?: string | undefined }
export type Session = { id: string; actor: Agent }

const keptMs = 2_000
const keptAtMost = 5_000

/**
 * Who sends a request. Answers are kept for 2 s, so a revoked session or a changed role holds at the latest then;
 * forget() drops them at once in this process. `loadActor` returns null for who may not sign in any more.
 */
export function openSessions(options: { identity: Identity; loadActor: (userId: string) => Promise<Agent | null> }) {
  const kept = new Map<string, { until: number; session: Promise<Session | null> }>()

  async function read(credentials: Credentials): Promise<Session | null> {
    const headers = new Headers()
    if (credentials.cookie) headers.set('cookie', credentials.cookie)
    if (credentials.authorization) headers.set('authorization', credentials.authorization)
    const found = await options.identity.api.getSession({ headers }).catch(() => {
      // Behind a bare "internal error" of the library there is but the database that does not answer.
      throw new AppError('unavailable')
    })
    if (!found) return null
    const actor = await options.loadActor(found.user.id)
    return actor && { id: found.session.id, actor }
  }

  return {
    resolve(credentials: Credentials): Promise<Session | null> {
      if (!credentials.cookie && !credentials.authorization) return Promise.resolve(null)
      const key = `${credentials.authorization ?? ''}\n${credentials.cookie ?? ''}`
      const now = performance.now()
      const before = kept.get(key)
      if (before && before.until > now) return before.session
      if (kept.size >= keptAtMost) kept.clear()
      const session = read(credentials)
      kept.set(key, { until: now + keptMs, session })
      // Nobody is not worth keeping: forged cookies would fill the memory.
      session.then((found) => found ?? kept.delete(key)).catch(() => kept.delete(key))
      return session
    },
    forget: () => kept.clear(),
    loadActor: options.loadActor,
  }
}
export type Sessions = ReturnType<typeof openSessions>

/** Which of these sessions still stand. */
export async function standingSessions(db: Db, ids: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('user_session')
    .select('id')
    .where('id', 'in', ids)
    .where('expires_at', '>', new Date().toISOString())
    .execute()
  return new Set(rows.map((row) => row.id))
}
