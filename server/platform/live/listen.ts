import pg from 'pg'

/** Interval of checks for a silently lost connection. Its loss is noticed after this and 3 s for the missing response. */
const pulseMs = 5_000

/**
 * Listens on one connection for this process, reconnecting when the database comes back. `onListening` is called with true
 * once all channels are subscribed, with false when notifications may be missed; `onReopened` when some were missed.
 */
export function listenTo(options: {
  databaseUrl: string
  channels: Record<string, (payload: string) => void>
  onListening?: (isListening: boolean) => void
  onReopened: () => void
  onError: (error: unknown) => void
}): { stop: () => Promise<void> } {
  let stopped = false
  let current: pg.Client | null = null
  let attempts = 0
  let retry: NodeJS.Timeout | undefined

  async function open() {
    const client = new pg.Client({
      connectionString: options.databaseUrl,
      connectionTimeoutMillis: 4_000,
      query_timeout: 3_000,
      application_name: 'guichet live',
    })
    current = client
    client.on('notification', ({ channel, payload }) => payload && options.channels[channel]?.(payload))
    client.on('error', (error) => reopen(client, error))
    client.on('end', () => reopen(client))
    attempts += 1
    try {
      await client.connect()
      for (const channel of Object.keys(options.channels)) await client.query(`listen ${channel}`)
      if (client === current) options.onListening?.(true)
      if (attempts > 1) options.onReopened()
    } catch (error) {
      reopen(client, error)
    }
  }

  function reopen(client: pg.Client, error?: unknown) {
    if (stopped || client !== current) return
    current = null
    options.onListening?.(false)
    if (error) options.onError(error)
    client.end().catch(() => undefined)
    retry = setTimeout(open, 300)
  }

  const pulse = setInterval(() => {
    const client = current
    client?.query('select 1').catch((error) => reopen(client, error))
  }, pulseMs)
  void open()
  return {
    stop: async () => {
      stopped = true
      clearInterval(pulse)
      clearTimeout(retry)
      await current?.end()
    },
  }
}
