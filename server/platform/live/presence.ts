import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { LivePresence, PresentAgent } from '../../../contract/presence.ts'
import type { Agent } from '../../actors.ts'
import type { Db } from '../database.ts'
import { type Heartbeat, openPresenceStore } from './presence-store.ts'
import type { Stream } from './stream.ts'

export const presenceChannel = 'guichet_presence'

/** Tells which readers may see a place. Applies the same policy as every read. */
export type PresencePolicy = (place: string, readers: readonly Agent[]) => Promise<(reader: Agent) => boolean>

type Options = { db: Db; streams: ReadonlySet<Stream>; sight: PresencePolicy; onError: (error: unknown) => void }

/**
 * Opens presence: who is on which page, shared between processes by NOTIFY and sent to the agents at the same place.
 * Nothing is stored, and clients get none of it.
 */
export function openPresence({ db, streams, sight, onError }: Options) {
  const self = randomUUID()
  let queue = Promise.resolve()
  const store = openPresenceStore((change) => {
    queue = queue.then(() => notifyOthers(change)).catch(onError)
  })

  async function notifyOthers(change: LivePresence) {
    const there = new Set(store.at(change.id).map(({ agent }) => agent.id))
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
    /** Announces a heartbeat. Returns the other agents at the place by name. */
    async tell(heartbeat: Heartbeat): Promise<PresentAgent[]> {
      store.hear(heartbeat)
      const payload = JSON.stringify([self, heartbeat])
      await sql`select pg_notify(${presenceChannel}, ${payload})`.execute(db)
      return store.at(heartbeat.place).filter(({ agent }) => agent.id !== heartbeat.agent.id)
    },
    /** Handles another process's heartbeat. Our own was handled directly, before its NOTIFY arrives. */
    hear(payload: string) {
      const [from, heartbeat] = JSON.parse(payload) as [string, Heartbeat]
      if (from !== self) store.hear(heartbeat)
    },
    close: store.close,
  }
}
