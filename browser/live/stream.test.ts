import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { retryDelay } from './retry.ts'
import { followStream, type StreamMessage } from './stream.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Starts a server of streams whose connections the test controls. */
function aServer() {
  const connections: { headers: Record<string, string>; say: (text: string) => void; hangUp: () => void }[] = []
  let refusal: number | null = null
  const serve = (async (_url: string, init: RequestInit) => {
    if (refusal) return new Response(null, { status: refusal })
    const { readable, writable } = new TransformStream<Uint8Array>()
    const writer = writable.getWriter()
    init.signal?.addEventListener('abort', () => void writer.abort(new Error('aborted')).catch(() => {}))
    connections.push({
      headers: init.headers as Record<string, string>,
      say: (text) => void writer.write(new TextEncoder().encode(text)),
      hangUp: () => void writer.close(),
    })
    return new Response(readable)
  }) as unknown as typeof fetch
  return { connections, serve, refuse: (status: number | null) => (refusal = status) }
}

function follow(server: ReturnType<typeof aServer>) {
  const told: string[] = []
  let last: string | null = null
  const stop = new AbortController()
  const done = followStream({
    url: '/api/live',
    lastEventId: () => last,
    signal: stop.signal,
    fetch: server.serve,
    delay: (attempt) => 100 * 2 ** attempt,
    onOpened: ({ resumed }) => told.push(resumed ? 'resumed' : 'opened'),
    onMessage: (message: StreamMessage) => {
      last = message.id ?? last
      told.push(`${message.event} ${message.id}`)
    },
    onLost: () => told.push('lost'),
    onEnded: () => told.push('ended'),
  })
  return { told, done, stop: () => stop.abort() }
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

test('news is delivered, and a cut connection resumes from the last id', async () => {
  const server = aServer()
  const { told, stop } = follow(server)
  await settle()
  server.connections[0]?.say('id: 7\nevent: news\ndata: {}\n\n')
  await settle()
  server.connections[0]?.hangUp()
  await settle(100)
  expect(server.connections[1]?.headers['last-event-id']).toBe('7')
  expect(told).toEqual(['opened', 'news 7', 'lost', 'resumed'])
  stop()
})

test('an unreachable server is retried at growing intervals', async () => {
  const server = aServer()
  server.refuse(503)
  const { told, stop } = follow(server)
  await settle(0)
  expect(told).toHaveLength(1)
  await settle(100)
  expect(told).toHaveLength(2)
  await settle(199)
  expect(told).toHaveLength(2)
  await settle(1)
  expect(told).toHaveLength(3)
  server.refuse(null)
  await settle(400)
  expect(told).toEqual(['lost', 'lost', 'lost', 'opened'])
  stop()
})

test('25 s of silence end a connection, and comments keep it alive', async () => {
  const server = aServer()
  const { told, stop } = follow(server)
  await settle()
  for (let i = 0; i < 5; i++) {
    await settle(20_000)
    server.connections[0]?.say(': beat\n\n')
  }
  await settle()
  expect(told).toEqual(['opened'])
  await settle(25_200)
  expect(told).toEqual(['opened', 'lost', 'opened'])
  stop()
})

test('an ended session is not retried', async () => {
  for (const end of ['bye', '401'] as const) {
    const server = aServer()
    if (end === '401') server.refuse(401)
    const { told, done } = follow(server)
    await settle()
    server.connections[0]?.say('event: bye\ndata: {}\n\n')
    await done
    expect(told.at(-1)).toBe('ended')
    await settle(60_000)
    expect(told.at(-1)).toBe('ended')
  }
})

test('a reader who stops gets no more news', async () => {
  const server = aServer()
  const { told, done, stop } = follow(server)
  await settle()
  stop()
  await done
  await settle(60_000)
  expect(told).toEqual(['opened'])
})

test('the delay doubles up to half a minute, half of it random', () => {
  expect(retryDelay(0, () => 0)).toBe(250)
  expect(retryDelay(0, () => 1)).toBe(500)
  expect(retryDelay(3, () => 1)).toBe(4_000)
  expect(retryDelay(40, () => 1)).toBe(30_000)
})
