import type { Locale } from '../../contract/enums.ts'
import type { Permission, Role, Sight } from '../../contract/permissions.ts'
import type { Db } from './database.ts'

/** Somebody signed in. */
export type Agent = {
  kind: 'agent'
  id: string
  name: string
  email: string
  locale: Locale
  role: Role
  sight: Sight
  teamIds: readonly string[]
  permissions: ReadonlySet<Permission>
}

/** Guichet itself: jobs, set-up, command line. */
export type System = { kind: 'system'; id: null }
export const system: System = { kind: 'system', id: null }

export type Actor = Agent | System

/** A request's idempotency key with the hash of what it asks; see transact(). */
export type Idempotency = { key: string; requestHash: string; status: number }

/** What a use case gets: the database, who acts, and how to announce that events were committed. */
export type Ctx<A extends Actor = Actor> = {
  db: Db
  actor: A
  /** Called after a commit that recorded events. */
  wakeDispatcher: () => void
  idempotency: Idempotency | null
}
