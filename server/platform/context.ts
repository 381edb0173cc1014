import type { Actor } from '../actors.ts'
import type { Db } from './database.ts'
import type { Secrets } from './secrets.ts'

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
