import pg from 'pg'

/** How long a connection that a network lost without a word can go unnoticed: this, and 3 s for the missing answer. */
const pulseMs = 5_000

/**
 * One connection that listens for this process, re-opened when the database comes back. `channels` gives each its hearer
 * of payloads; `onHearing` is told when all of them are heard from now on, and when some may be missed; `onReopened`, that some
 * were.
 */
export function listenTo(options: {
  databaseUrl: string
  channels: Record<string, (payload: string) => void>
  onHearing?: (hears: boolean) => void
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
      if (client === current) options.onHearing?.(true)
      if (attempts > 1) options.onReopened()
    } catch (error) {
      reopen(client, error)
    }
  }

  function reopen(client: pg.Client, error?: unknown) {
    if (stopped || client !== current) return
    current = null
    options.onHearing?.(false)
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
