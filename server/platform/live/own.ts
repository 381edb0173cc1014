import { sql } from 'kysely'
import type { Db, Tx } from '../database.ts'
import type { Stream } from './stream.ts'

export const ownChannel = 'guichet_own'

type Word = { to: string; event: string; message: object }

/** Tells somebody's own open pages, once the transaction is committed, what became of something that is theirs alone. */
export async function tellOwn(db: Db | Tx, word: Word): Promise<void> {
  await sql`select pg_notify(${ownChannel}, ${JSON.stringify(word)})`.execute(db)
}

/** Hands on what any process says to who reads here. */
export const hearOwn = (streams: ReadonlySet<Stream>) => (payload: string) => {
  const { to, event, message } = JSON.parse(payload) as Word
  for (const stream of streams) if (stream.actor.id === to) stream.pass(event, message)
}
