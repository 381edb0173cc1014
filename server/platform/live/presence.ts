import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { LivePresence, Present } from '../../../contract/presence.ts'
import type { Agent } from '../context.ts'
import type { Db } from '../database.ts'
import type { Stream } from './stream.ts'
import { rememberWhoIsWhere, type Sign } from './who-is-where.ts'

export const presenceChannel = 'guichet_presence'

/** Who of these readers may see a place. The same policy as every read. */
export type Sight = (place: string, readers: readonly Agent[]) => Promise<(reader: Agent) => boolean>

type Options = { db: Db; streams: ReadonlySet<Stream>; sight: Sight; onError: (error: unknown) => void }

/**
 * Who is where, told from process to process by NOTIFY and to who is there too; no row of it is ever written, and
 * clients are never told.
 */
export function openPresence({ db, streams, sight, onError }: Options) {
  const self = randomUUID()
  let queue = Promise.resolve()
  const remembered = rememberWhoIsWhere((change) => {
    queue = queue.then(() => tellThere(change)).catch(onError)
  })

  async function tellThere(change: LivePresence) {
    const there = new Set(remembered.at(change.id).map(({ agent }) => agent.id))
    there.delete(change.agent.id)
    const readers = [...streams].flatMap((stream) => {
      const { actor } = stream
      return actor.kind === 'agent' && there.has(actor.id) ? [{ stream, actor }] : []
    })
    if (readers.length === 0) return
    const maySee = await sight(
      change.id,
      readers.map(({ actor }) => actor),
    )
    for (const { stream, actor } of readers) if (maySee(actor)) stream.pass('presence', change)
  }

  return {
    /** Answers who else is there, by name. */
    async tell(sign: Sign): Promise<Present[]> {
      remembered.hear(sign)
      const payload = JSON.stringify([self, sign])
      await sql`select pg_notify(${presenceChannel}, ${payload})`.execute(db)
      return remembered.at(sign.place).filter(({ agent }) => agent.id !== sign.agent.id)
    },
    /** What a process says, this one included, whose own words come late. */
    hear(payload: string) {
      const [from, sign] = JSON.parse(payload) as [string, Sign]
      if (from !== self) remembered.hear(sign)
    },
    close: remembered.close,
  }
}
