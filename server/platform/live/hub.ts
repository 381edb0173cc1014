import { isDeepStrictEqual } from 'node:util'
import type { Agent, Client, Person } from '../../actors.ts'
import type { Db } from '../database.ts'
import type { NameCache } from '../name-cache.ts'
import { type News, newsChannel, unpackNews } from '../news.ts'
import type { Sessions } from '../sessions.ts'
import { listenTo } from './listen.ts'
import { readNewestSeq, readNewsAfter } from './missed-news.ts'
import { createOwnPagesHandler, ownPagesChannel } from './own-pages.ts'
import { openPresence, type PresencePolicy, presenceChannel } from './presence.ts'
import type { Stream, StreamMessage } from './stream.ts'

/** Selects, for a batch of news, what each reader receives, in order. Applies the same policy as every read. */
export type NewsSelector = (batch: News[], readers: readonly Person[]) => Promise<(reader: Person) => StreamMessage[]>

const beatMs = 10_000
const sessionCheckMs = 2_000

/** Opens the hub of this process's streams, which one LISTEN connection feeds. */
export function openLiveHub(options: {
  db: Db
  databaseUrl: string
  sessions: Sessions<Agent>
  clients: Sessions<Client>
  names: NameCache
  audience: NewsSelector
  sight: PresencePolicy
  onError: (error: unknown) => void
}) {
  const streams = new Set<Stream>()
  const presence = openPresence({ ...options, streams })
  let closed = false
  let lastSeq = 0
  let queue = Promise.resolve()

  /** Runs work one by one, which keeps each stream in order. After a failure streams are reset: news may have been missed. */
  function inOrder(work: () => Promise<void>) {
    queue = queue.then(work).catch((error) => {
      options.onError(error)
      for (const stream of streams) stream.reset()
    })
  }

  function deliver(batch: News[]) {
    options.names.invalidate(batch.map((news) => news.id))
    for (const sessions of [options.sessions, options.clients])
      if (batch.some(({ subject }) => subject === sessions.subject || subject === sessions.rightsSubject))
        sessions.clearCache()
    inOrder(() => fanOut(batch))
  }

  async function fanOut(batch: News[]) {
    lastSeq = Math.max(lastSeq, batch.at(-1)?.seq ?? 0)
    if (streams.size === 0) return
    await renewReaders(batch)
    const readers = [...streams]
    const messagesFor = await options.audience(
      batch,
      readers.map((stream) => stream.actor),
    )
    for (const stream of readers) for (const message of messagesFor(stream.actor)) stream.send(message)
  }

  const sessionsOf = ({ kind }: Person): Sessions => (kind === 'agent' ? options.sessions : options.clients)

  /** Reloads readers whose rights may have changed, and resets their streams when they see something else now. */
  async function renewReaders(batch: News[]) {
    const changed = new Set(batch.map((news) => news.id))
    for (const stream of streams) {
      const sessions = sessionsOf(stream.actor)
      if (!changed.has(stream.actor.id) && !batch.some(({ subject }) => subject === sessions.rightsSubject)) continue
      const actor = await sessions.loadActor(stream.actor.id, stream.actor)
      if (!actor) dismiss(stream)
      else {
        if (hasOtherRights(stream.actor, actor)) stream.reset()
        stream.actor = actor
      }
    }
  }

  async function catchUp() {
    const missed = await readNewsAfter(options.db, lastSeq)
    if (missed) return fanOut(missed)
    lastSeq = await readNewestSeq(options.db)
    for (const stream of streams) stream.reset()
  }

  async function endRevoked() {
    if (streams.size === 0) return
    // Ignores streams opened after the query started: its result does not cover them.
    const checked = [...streams]
    for (const sessions of [options.sessions, options.clients]) {
      const ofKind = checked.filter((stream) => sessionsOf(stream.actor) === sessions)
      if (ofKind.length === 0) continue
      const valid = await sessions.findValid([...new Set(ofKind.map((stream) => stream.sessionId))])
      for (const stream of ofKind) if (!valid.has(stream.sessionId)) dismiss(stream)
    }
  }

  function dismiss(stream: Stream) {
    streams.delete(stream)
    stream.end('bye')
  }

  const listening = listenTo({
    databaseUrl: options.databaseUrl,
    channels: {
      [newsChannel]: (payload) => deliver(unpackNews(payload)),
      [presenceChannel]: presence.hear,
      [ownPagesChannel]: createOwnPagesHandler(streams),
    },
    onListening: options.names.hearNews,
    onReopened: () => inOrder(catchUp),
    onError: options.onError,
  })
  const beat = setInterval(() => {
    for (const stream of streams) stream.beat()
  }, beatMs)
  const check = setInterval(() => void endRevoked().catch(options.onError), sessionCheckMs)

  return {
    /** Opens a stream, from `lastSeen` if given, else from now. */
    async join(stream: Stream, lastSeen: number | null): Promise<void> {
      if (closed) return stream.end(null)
      streams.add(stream)
      const newest = await readNewestSeq(options.db)
      if (lastSeen === null) return stream.begin(newest, [])
      // A position beyond the newest event comes from before a restore.
      const missed = lastSeen > newest ? null : await readNewsAfter(options.db, lastSeen)
      if (!missed) {
        stream.begin(newest, [])
        return stream.reset()
      }
      const messagesFor = await options.audience(missed, [stream.actor])
      stream.begin(lastSeen, messagesFor(stream.actor))
      if (stream.actor.kind !== 'agent' && missed.some(({ id }) => id === stream.actor.id)) stream.reset()
    },
    leave: (stream: Stream) => streams.delete(stream),
    countStreams: () => streams.size,
    tellPresence: presence.tell,
    async close() {
      closed = true
      clearInterval(beat)
      clearInterval(check)
      presence.close()
      for (const stream of streams) stream.end(null)
      streams.clear()
      await listening.stop()
    },
  }
}

/** Tells whether a reader's rights have changed, ignoring name, address and language. */
function hasOtherRights(before: Person, now: Person): boolean {
  const named = { name: '', email: '', locale: 'fr' }
  return !isDeepStrictEqual({ ...before, ...named }, { ...now, ...named })
}

export type LiveHub = ReturnType<typeof openLiveHub>
