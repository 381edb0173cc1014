import { sql } from 'kysely'
import type { Db, Tx } from '../database.ts'
import type { Stream } from './stream.ts'

export const ownPagesChannel = 'guichet_own'

type OwnMessage = { to: string; event: string; message: object }

/** Notifies a person's own open pages of a private change, once the transaction is committed. */
export async function notifyOwnPages(db: Db | Tx, message: OwnMessage): Promise<void> {
  await sql`select pg_notify(${ownPagesChannel}, ${JSON.stringify(message)})`.execute(db)
}

/** Returns a handler that passes private messages from any process to the person's streams here. */
export const createOwnPagesHandler = (streams: ReadonlySet<Stream>) => (payload: string) => {
  const { to, event, message } = JSON.parse(payload) as OwnMessage
  for (const stream of streams) if (stream.actor.id === to) stream.pass(event, message)
}
