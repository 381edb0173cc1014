import { z } from 'zod'
import { Id, IdParams, Instant } from './common.ts'
import { Status, StepKind } from './enums.ts'
import { route } from './route.ts'
import { Version } from './ticket-input.ts'
import { TicketEvent } from './ticket-view.ts'

const tag = 'unread'

/** A ticket with news for its reader, and the last of it. */
export const UnreadTicket = z
  .object({
    id: Id,
    number: z.int(),
    version: z.int(),
    title: z.string(),
    status: Status,
    opening: z.boolean().describe('nobody is on it, and the reader has not looked at it'),
    last: TicketEvent.extend({ stepKind: StepKind.nullable() }).describe(
      'That somebody gave the ticket to the reader, else what somebody else did last; texts are left out of its changes',
    ),
    newsAt: Instant.describe('of the newest of what others did'),
  })
  .meta({ id: 'UnreadTicket' })
export type UnreadTicket = z.infer<typeof UnreadTicket>

export const Unread = z
  .object({
    count: z.int().describe('at most 99'),
    capped: z.boolean().describe('there are more than 99'),
    since: Instant.describe('nothing before is news for the reader'),
    items: z.array(UnreadTicket).describe('newest first, at most 50'),
  })
  .meta({ id: 'Unread' })
export type Unread = z.infer<typeof Unread>

/**
 * Message of the live stream to an agent's own pages: `event: seen`, without id; `data: <LiveSeen>`. One of them has shown a
 * version of a ticket, or has marked all as read up to a moment, which may be earlier than before.
 */
export const LiveSeen = z.union([z.object({ id: Id, version: z.int() }), z.object({ upTo: Instant })])
export type LiveSeen = z.infer<typeof LiveSeen>

export const unread = {
  list: route({
    method: 'GET',
    path: '/api/unread',
    summary:
      'Tickets with news for the caller: led, assigned or watched by them; and openings, if they want to hear of these',
    tag,
    access: 'tickets.read',
    reply: Unread,
  }),
  setSince: route({
    method: 'PUT',
    path: '/api/unread/since',
    summary: 'Nothing before is news for the caller: all was seen up to here',
    tag,
    access: 'tickets.read',
    body: z.object({ at: Instant }),
    status: 204,
  }),
  see: route({
    method: 'PUT',
    path: '/api/tickets/:id/seen',
    summary: 'The caller has seen this version of a ticket; an older one changes nothing',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: z.object({ version: Version }),
    status: 204,
  }),
}
