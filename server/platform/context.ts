import type { Locale, PersonKind } from '../../contract/enums.ts'
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

/** Somebody on the other side, signed in to their own pages. */
export type Client = {
  kind: Exclude<PersonKind, 'agent'>
  id: string
  name: string
  email: string | null
  locale: Locale
  companyId: string | null
  /** Sees all that is of the same companyId. */
  supervisor: boolean
  /** Acts for others. */
  partner: boolean
  /** Where what others signal is theirs to follow. */
  projectIds: readonly string[]
  /** A guest, who follows this one by its secret link and sees nothing else. */
  onlyTicketId: string | null
}

/** Guichet itself: jobs, set-up, command line. */
export type System = { kind: 'system'; id: null }
export const system: System = { kind: 'system', id: null }

export type Person = Agent | Client
export type Actor = Person | System

/** A request's idempotency key with the hash of what it asks; see transact(). `holder` is whose it is when nobody is signed in. */
export type Idempotency = { key: string; requestHash: string; status: number; holder?: string }

/** What a use case gets: the database, who acts, and how to announce that events were committed. */
export type Ctx<A extends Actor = Actor> = {
  db: Db
  actor: A
  /** Called after a commit that recorded events. */
  wakeDispatcher: () => void
  idempotency: Idempotency | null
}
