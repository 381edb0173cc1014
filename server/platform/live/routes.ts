import { live } from '../../../contract/live.ts'
import type { Person } from '../../actors.ts'
import { AppError } from '../app-error.ts'
import { type Http, type MountContext, mount } from '../http/mount.ts'
import type { Secrets } from '../secrets.ts'
import type { LiveHub } from './hub.ts'
import { type PositionCodec, positionCodecFor } from './positions.ts'
import { Stream } from './stream.ts'

export function mountLive(mounting: MountContext, hub: LiveHub): void {
  mount(mounting, live.stream, (ctx, _input, http) => openStream(hub, ctx.secrets, http))
}

/** Turns the response into a stream of news for the signed-in person. */
export async function openStream(
  hub: LiveHub,
  secrets: Secrets,
  { request, reply, session }: Http,
): Promise<undefined> {
  if (!session) throw new AppError('unauthenticated')
  const positions = positionCodecFor(session.actor, secrets)
  const lastSeen = readPosition(request.headers['last-event-id'], positions, session.actor)
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    connection: 'keep-alive',
    ...request.server.crossOriginHeaders(request.url),
  })
  raw.flushHeaders()
  const stream = new Stream(session, raw, positions.write)
  raw.on('close', () => hub.leave(stream))
  await hub.join(stream, lastSeen).catch((error) => {
    request.log.error({ err: error }, 'live')
    hub.leave(stream)
    raw.destroy()
  })
}

/** Position beyond every event, which makes the page read everything again. */
const beyondEveryEvent = Number.MAX_SAFE_INTEGER

/** Reads a position. A page from before an update may send one in the former format. */
function readPosition(
  header: string | string[] | undefined,
  positions: PositionCodec,
  { kind }: Person,
): number | null {
  if (header === undefined) return null
  const place = typeof header === 'string' ? positions.read(header) : null
  if (place !== null) return place
  if (kind !== 'agent') return beyondEveryEvent
  throw new AppError('invalid', { fields: [{ path: 'last-event-id', problem: 'a whole number' }] })
}
