import type { Locale, PersonKind } from '../contract/enums.ts'
import type { Permission, Role, Sight } from '../contract/permissions.ts'
import { AppError } from './platform/app-error.ts'

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

/** Client, signed in to the portal. */
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
