import type { Agent } from '../context.ts'
import type { Db } from '../database.ts'
import type { News } from '../news.ts'
import { type Sessions, standingSessions } from '../sessions.ts'
import { listenForNews } from './listen.ts'
import { newestSeq, newsAfter } from './past.ts'
import type { Stream } from './stream.ts'

/** Decides, for one batch of news read once, what each reader may hear of. The same policy as every read. */
export type Audience = (batch: News[], readers: readonly Agent[]) => Promise<(reader: Agent, news: News) => boolean>

const beatMs = 10_000
const sessionCheckMs = 2_000

/** The streams of this process, fed by one LISTEN. */
export function openLiveHub(options: {
  db: Db
  databaseUrl: string
  sessions: Sessions
  audience: Audience
  onError: (error: unknown) => void
}) {
  const streams = new Set<Stream>()
  let heardUpTo = 0
  let queue = Promise.resolve()

  /** Batches are delivered one after the other, so that each stream keeps the order. */
  function deliver(batch: News[]) {
    heardUpTo = Math.max(heardUpTo, batch.at(-1)?.seq ?? 0)
    if (streams.size === 0) return
    if (batch.some((news) => news.subject === 'agent')) options.sessions.forget()
    queue = queue.then(() => fanOut(batch)).catch(options.onError)
  }

  async function fanOut(batch: News[]) {
    const readers = [...streams]
    const mayHear = await options.audience(
      batch,
      readers.map((stream) => stream.actor),
    )
    for (const stream of readers) for (const news of batch) if (mayHear(stream.actor, news)) stream.send(news)
  }

  async function catchUp() {
    const missed = await newsAfter(options.db, heardUpTo)
    if (missed) deliver(missed)
    else for (const stream of streams) stream.reset()
  }

  async function endRevoked() {
    if (streams.size === 0) return
    const standing = await standingSessions(options.db, [...new Set([...streams].map((s) => s.session.id))])
    for (const stream of [...streams]) {
      if (standing.has(stream.session.id)) continue
      streams.delete(stream)
      stream.end('bye')
    }
  }

  const listening = listenForNews({
    databaseUrl: options.databaseUrl,
    onNews: deliver,
    onReopened: () => void catchUp().catch(options.onError),
    onError: options.onError,
  })
  const beat = setInterval(() => {
    for (const stream of streams) stream.beat()
  }, beatMs)
  const check = setInterval(() => void endRevoked().catch(options.onError), sessionCheckMs)

  return {
    /** Opens a stream: from `lastSeen` when the reader gives one, else from now. Returns how to leave. */
    async join(stream: Stream, lastSeen: number | null): Promise<void> {
      streams.add(stream)
      const newest = await newestSeq(options.db)
      if (lastSeen === null || lastSeen > newest) return stream.begin(newest, [])
      const missed = await newsAfter(options.db, lastSeen)
      if (!missed) {
        stream.begin(newest, [])
        return stream.reset()
      }
      const mayHear = await options.audience(missed, [stream.actor])
      stream.begin(
        lastSeen,
        missed.filter((news) => mayHear(stream.actor, news)),
      )
    },
    leave: (stream: Stream) => streams.delete(stream),
    count: () => streams.size,
    async close() {
      clearInterval(beat)
      clearInterval(check)
      for (const stream of streams) stream.end(null)
      streams.clear()
      await listening.stop()
    },
  }
}
export type LiveHub = ReturnType<typeof openLiveHub>
