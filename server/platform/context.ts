import type { Locale, PersonKind } from '../../contract/enums.ts'
import type { Permission, Role, Sight } from '../../contract/permissions.ts'
import { AppError } from './app-error.ts'
import type { Db } from './database.ts'
import type { Secrets } from './secrets.ts'

/** Somebody signed in. */
export type Agent = {
  kind: 'agent'
  id: string
  name: string
  email: string
  locale: Locale
  role: Role
  /** The role needs one. */
  secondFactorRequired: boolean
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

/** Narrows an actor to an agent. Throws unauthenticated for anybody else. */
export function requireActingAgent(actor: Actor): Agent {
  if (actor.kind !== 'agent') throw new AppError('unauthenticated')
  return actor
}

/** Narrows an actor to a client. Throws unauthenticated for anybody else. */
export function requireActingClient(actor: Actor): Client {
  if (actor.kind === 'agent' || actor.kind === 'system') throw new AppError('unauthenticated')
  return actor
}

/** A request's idempotency key with the hash of what it asks; see transact(). */
export type Idempotency = {
  key: string
  requestHash: string
  status: number
  /** Owner of the key when nobody is signed in. */
  holder?: string
  /** Stores only the answer's id: a repeated request reads the record again, under the rights of that moment. */
  storesId?: true
}

/** What a use case gets: the database, who acts, and how to announce that events were committed. */
export type Ctx<A extends Actor = Actor> = {
  db: Db
  actor: A
  /** Called after a commit that recorded events. */
  wakeDispatcher: () => void
  /** Encrypts what the database keeps and must read back. */
  secrets: Secrets
  idempotency: Idempotency | null
}
