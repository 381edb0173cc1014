import { live } from '../../../contract/live.ts'
import { AppError } from '../app-error.ts'
import type { Person } from '../context.ts'
import { crossOriginHeaders } from '../http/cross-origin.ts'
import { type Http, type Mounting, mount } from '../http/mount.ts'
import type { Secrets } from '../secrets.ts'
import type { LiveHub } from './hub.ts'
import { type Places, placesFor } from './places.ts'
import { Stream } from './stream.ts'

export function mountLive(mounting: Mounting, hub: LiveHub): void {
  mount(mounting, live.stream, (ctx, _input, http) => openStream(hub, ctx.secrets, http))
}

/** Turns the answer into a stream of news for whoever is signed in. */
export async function openStream(
  hub: LiveHub,
  secrets: Secrets,
  { request, reply, session }: Http,
): Promise<undefined> {
  if (!session) throw new AppError('unauthenticated')
  const places = placesFor(session.actor, secrets)
  const lastSeen = placeOf(request.headers['last-event-id'], places, session.actor)
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
  const stream = new Stream(session, raw, places.write)
  raw.on('close', () => hub.leave(stream))
  await hub.join(stream, lastSeen).catch((error) => {
    request.log.error({ err: error }, 'live')
    hub.leave(stream)
    raw.destroy()
  })
}

/** A place that lies ahead of every event: whoever comes from there reads everything again. */
const nowhere = Number.MAX_SAFE_INTEGER

/** A page of before an update may still hold a place of the former kind. */
function placeOf(header: string | string[] | undefined, places: Places, { kind }: Person): number | null {
  if (header === undefined) return null
  const place = typeof header === 'string' ? places.read(header) : null
  if (place !== null) return place
  if (kind !== 'agent') return nowhere
  throw new AppError('invalid', { fields: [{ path: 'last-event-id', problem: 'a whole number' }] })
}
