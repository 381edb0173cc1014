import type { Locale, PersonKind } from '../../contract/enums.ts'
import type { Permission, Role, Sight } from '../../contract/permissions.ts'
import { AppError } from './app-error.ts'
import type { Db } from './database.ts'
import type { Secrets } from './secrets.ts'

/** Signed-in agent of the desk. */
export type Agent = {
  kind: 'agent'
  id: string
  name: string
  email: string
  locale: Locale
  role: Role
  /** Whether the role needs a second factor. */
  secondFactorRequired: boolean
  sight: Sight
  teamIds: readonly string[]
  permissions: ReadonlySet<Permission>
}

/** Person of the other side, signed in to their own page. */
export type Client = {
  kind: Exclude<PersonKind, 'agent'>
  id: string
  name: string
  email: string | null
  locale: Locale
  companyId: string | null
  /** Whether the client sees everything with the same companyId. */
  supervisor: boolean
  /** Whether the client reports for others. */
  partner: boolean
  /** Groups whose reports the client may follow. */
  projectIds: readonly string[]
  /** The only record visible to a guest with a secret link; null for others. */
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

/** Idempotency key of a request with a hash of its content; see transact(). */
export type Idempotency = {
  key: string
  requestHash: string
  status: number
  /** Owner of the key when nobody is signed in. */
  holder?: string
  /** Stores only the response's id: a repeated request reads the record again with the current rights. */
  storesId?: true
}

/** Context of a use case: the database, the actor, and how to announce committed events. */
export type Ctx<A extends Actor = Actor> = {
  db: Db
  actor: A
  /** Wakes the dispatcher; called after a commit with events. */
  wakeDispatcher: () => void
  /** Encrypts secrets that the database stores and that must be read back. */
  secrets: Secrets
  idempotency: Idempotency | null
}
