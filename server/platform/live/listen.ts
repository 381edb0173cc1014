import pg from 'pg'
import { type News, newsChannel, unpackNews } from '../news.ts'

/**
 * One LISTEN for this process, re-opened when the database comes back. `onNews` gets each notified batch; `onReopened`
 * says that some may have been missed.
 */
export function listenForNews(options: {
  databaseUrl: string
  onNews: (batch: News[]) => void
  onReopened: () => void
  onError: (error: unknown) => void
}): { stop: () => Promise<void> } {
  let stopped = false
  let client: pg.Client | null = null
  let opened = 0
  let retry: NodeJS.Timeout | undefined

  async function open() {
    const next = new pg.Client({
      connectionString: options.databaseUrl,
      connectionTimeoutMillis: 4_000,
      keepAlive: true,
      application_name: 'guichet live',
    })
    client = next
    next.on('notification', ({ payload }) => payload && options.onNews(unpackNews(payload)))
    next.on('error', reopen)
    next.on('end', reopen)
    try {
      await next.connect()
      await next.query(`listen ${newsChannel}`)
      opened += 1
      if (opened > 1) options.onReopened()
    } catch (error) {
      options.onError(error)
      reopen()
    }
  }

  function reopen() {
    if (stopped || !client) return
    client.removeAllListeners('end')
    client.end().catch(() => undefined)
    client = null
    clearTimeout(retry)
    retry = setTimeout(open, 300)
  }

  void open()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
