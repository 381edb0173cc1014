import { api } from '../contract/index.ts'

export type Heard = {
  id: number
  /** Id as received. */
  place: string | undefined
  event: string
  data: { name?: string; id?: string; subject?: string; doing?: string }
}

/** Reader of the live stream, like the desk. */
export type LiveStream = {
  /** Messages in order of arrival; grows while the stream is open. */
  heard: Heard[]
  /** Resolves with the first message that fits, among past and future ones. */
  waitFor(fits: (heard: Heard) => boolean): Promise<Heard>
  /** Cuts the connection, as a lost network does. */
  cut(): void
}

/** Opens the stream, after `lastEventId` when given; resolves once the server has said hello. */
export async function listen(
  base: string,
  signedIn: { cookie: string } | { authorization: string },
  lastEventId?: number | string,
  path: string = api.live.stream.path,
): Promise<LiveStream> {
  const connection = new AbortController()
  const headers = {
    ...('cookie' in signedIn ? { cookie: signedIn.cookie } : { authorization: signedIn.authorization }),
    ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
  }
  const answer = await fetch(base + path, { headers, signal: connection.signal })
  if (answer.status !== 200 || !answer.body) throw new Error(`no stream: ${answer.status}`)

  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  const reading = read(answer.body, (message) => {
    heard.push(message)
    for (const look of waiting) look()
  })
  reading.catch(() => {}) // cut

  const stream: LiveStream = {
    heard,
    waitFor(fits) {
      const { promise, resolve } = Promise.withResolvers<Heard>()
      const look = () => {
        const found = heard.find(fits)
        if (found) resolve(found)
      }
      waiting.add(look)
      look()
      return promise.finally(() => waiting.delete(look))
    },
    cut: () => connection.abort(),
  }
  await stream.waitFor(({ event }) => event === 'hello')
  return stream
}

async function read(body: ReadableStream<Uint8Array>, hear: (message: Heard) => void): Promise<void> {
  const decoder = new TextDecoder()
  let unread = ''
  for await (const bytes of body) {
    const messages = (unread + decoder.decode(bytes, { stream: true })).split('\n\n')
    unread = messages.pop() ?? ''
    for (const message of messages) if (!message.startsWith(':')) hear(parse(message))
  }
}

function parse(message: string): Heard {
  const fields = new Map(
    message.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  return {
    id: Number(fields.get('id')),
    place: fields.get('id'),
    event: fields.get('event') ?? 'message',
    data: JSON.parse(fields.get('data') ?? '{}'),
  }
}
