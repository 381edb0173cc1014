import { isDeepStrictEqual } from 'node:util'
import type { Agent, Client, Person } from '../context.ts'
import type { Db } from '../database.ts'
import type { NameCache } from '../name-cache.ts'
import { type News, newsChannel, unpackNews } from '../news.ts'
import type { Sessions } from '../sessions.ts'
import { listenTo } from './listen.ts'
import { hearOwn, ownChannel } from './own.ts'
import { newestSeq, newsAfter } from './past.ts'
import { openPresence, presenceChannel, type Sight } from './presence.ts'
import type { Stream, Told } from './stream.ts'

/** Decides, for one batch of news read once, what each reader is told of it, in order. The same policy as every read. */
export type Audience = (batch: News[], readers: readonly Person[]) => Promise<(reader: Person) => Told[]>

const beatMs = 10_000
const sessionCheckMs = 2_000

/** The streams of this process, fed by one LISTEN. */
export function openLiveHub(options: {
  db: Db
  databaseUrl: string
  sessions: Sessions<Agent>
  clients: Sessions<Client>
  names: NameCache
  audience: Audience
  sight: Sight
  onError: (error: unknown) => void
}) {
  const streams = new Set<Stream>()
  const presence = openPresence({ ...options, streams })
  let closed = false
  let heardUpTo = 0
  let queue = Promise.resolve()

  /** One thing after the other, so that each stream keeps the order. Whoever may have missed something reads again. */
  function inOrder(work: () => Promise<void>) {
    queue = queue.then(work).catch((error) => {
      options.onError(error)
      for (const stream of streams) stream.reset()
    })
  }

  function deliver(batch: News[]) {
    options.names.forget(batch.map((news) => news.id))
    for (const sessions of [options.sessions, options.clients])
      if (batch.some(({ subject }) => subject === sessions.subject || subject === sessions.rightsSubject))
        sessions.forget()
    inOrder(() => fanOut(batch))
  }

  async function fanOut(batch: News[]) {
    heardUpTo = Math.max(heardUpTo, batch.at(-1)?.seq ?? 0)
    if (streams.size === 0) return
    await renewReaders(batch)
    const readers = [...streams]
    const toldTo = await options.audience(
      batch,
      readers.map((stream) => stream.actor),
    )
    for (const stream of readers) for (const told of toldTo(stream.actor)) stream.send(told)
  }

  const sessionsOf = ({ kind }: Person): Sessions => (kind === 'agent' ? options.sessions : options.clients)

  /** Readers whose rights may have changed hear from now on what they see now, and read again what they were shown. */
  async function renewReaders(batch: News[]) {
    const changed = new Set(batch.map((news) => news.id))
    for (const stream of streams) {
      const sessions = sessionsOf(stream.actor)
      if (!changed.has(stream.actor.id) && !batch.some(({ subject }) => subject === sessions.rightsSubject)) continue
      const actor = await sessions.loadActor(stream.actor.id, stream.actor)
      if (!actor) dismiss(stream)
      else {
        if (seesOtherwise(stream.actor, actor)) stream.reset()
        stream.actor = actor
      }
    }
  }

  async function catchUp() {
    const missed = await newsAfter(options.db, heardUpTo)
    if (missed) return fanOut(missed)
    heardUpTo = await newestSeq(options.db)
    for (const stream of streams) stream.reset()
  }

  async function endRevoked() {
    if (streams.size === 0) return
    // Who joins while the question is out is not in the answer, and not to be sent away for it.
    const asked = [...streams]
    for (const sessions of [options.sessions, options.clients]) {
      const theirs = asked.filter((stream) => sessionsOf(stream.actor) === sessions)
      if (theirs.length === 0) continue
      const standing = await sessions.standing([...new Set(theirs.map((stream) => stream.sessionId))])
      for (const stream of theirs) if (!standing.has(stream.sessionId)) dismiss(stream)
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
      [ownChannel]: hearOwn(streams),
    },
    onHearing: options.names.hearNews,
    onReopened: () => inOrder(catchUp),
    onError: options.onError,
  })
  const beat = setInterval(() => {
    for (const stream of streams) stream.beat()
  }, beatMs)
  const check = setInterval(() => void endRevoked().catch(options.onError), sessionCheckMs)

  return {
    /** Opens a stream: from `lastSeen` when the reader gives one, else from now. */
    async join(stream: Stream, lastSeen: number | null): Promise<void> {
      if (closed) return stream.end(null)
      streams.add(stream)
      const newest = await newestSeq(options.db)
      if (lastSeen === null) return stream.begin(newest, [])
      // A place beyond the newest is one of another past: the database was restored meanwhile.
      const missed = lastSeen > newest ? null : await newsAfter(options.db, lastSeen)
      if (!missed) {
        stream.begin(newest, [])
        return stream.reset()
      }
      const toldTo = await options.audience(missed, [stream.actor])
      stream.begin(lastSeen, toldTo(stream.actor))
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

/** Returns whether what a reader may see has changed: more than what they are called. */
function seesOtherwise(before: Person, now: Person): boolean {
  const named = { name: '', email: '', locale: 'fr' }
  return !isDeepStrictEqual({ ...before, ...named }, { ...now, ...named })
}

export type LiveHub = ReturnType<typeof openLiveHub>
