import { live } from '../../../contract/live.ts'
import { AppError } from '../app-error.ts'
import { crossOriginHeaders } from '../http/cross-origin.ts'
import { type Http, type Mounting, mount } from '../http/mount.ts'
import type { LiveHub } from './hub.ts'
import { Stream } from './stream.ts'

export function mountLive(mounting: Mounting, hub: LiveHub): void {
  mount(mounting, live.stream, (_ctx, _input, http) => openStream(hub, http))
}

/** Turns the answer into a stream of news for whoever is signed in. */
export async function openStream(hub: LiveHub, { request, reply, session }: Http): Promise<undefined> {
  if (!session) throw new AppError('unauthenticated')
  const lastSeen = placeOf(request.headers['last-event-id'])
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    connection: 'keep-alive',
    ...crossOriginHeaders(request.url),
  })
  raw.flushHeaders()
  const stream = new Stream(session, raw)
  raw.on('close', () => hub.leave(stream))
  await hub.join(stream, lastSeen).catch((error) => {
    request.log.error({ err: error }, 'live')
    hub.leave(stream)
    raw.destroy()
  })
}

function placeOf(header: string | string[] | undefined): number | null {
  if (header === undefined) return null
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header))
    throw new AppError('invalid', { fields: [{ path: 'last-event-id', problem: 'a whole number' }] })
  return Number(header)
}
