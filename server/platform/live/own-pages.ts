import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../database.ts'
import type { Stream } from './stream.ts'

export const ownPagesChannel = 'guichet_own'

type OwnMessage = { to: string; event: string; message: object }

/** Notifies a person's own open pages of a private change, once the transaction is committed. */
export async function notifyOwnPages(db: Db | Tx, message: OwnMessage): Promise<void> {
  await sql`select pg_notify(${ownPagesChannel}, ${JSON.stringify(message)})`.execute(db)
}

/** Returns SQL that does the same for a message (jsonb) built from the columns of its query. */
export const ownPagesNotification = (to: string, event: string, message: RawBuilder<unknown>) =>
  sql`pg_notify(${ownPagesChannel}, jsonb_build_object('to', ${to}::text, 'event', ${event}::text, 'message', ${message})::text)`

/** Returns a handler that passes private messages from any process to the person's streams here. */
export const createOwnPagesHandler = (streams: ReadonlySet<Stream>) => (payload: string) => {
  const { to, event, message } = JSON.parse(payload) as OwnMessage
  for (const stream of streams) if (stream.actor.id === to) stream.pass(event, message)
}
