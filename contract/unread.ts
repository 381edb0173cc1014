import { z } from 'zod'
import { Id, IdParams, Instant } from './common.ts'
import { Status, StepKind } from './enums.ts'
import { route } from './route.ts'
import { Version } from './ticket-input.ts'
import { TicketEvent } from './ticket-view.ts'

const tag = 'unread'

/** Unread ticket with the latest event for its reader. */
export const UnreadTicket = z
  .object({
    id: Id,
    number: z.int(),
    version: z.int(),
    title: z.string(),
    status: Status,
    opening: z.boolean().describe('Whether it is a new ticket without assignees that the reader has not seen'),
    last: TicketEvent.extend({ stepKind: StepKind.nullable() }).describe(
      'Event that handed the ticket to the reader, otherwise the last one of somebody else; without texts in its changes',
    ),
    newsAt: Instant.describe('Time of the last event of somebody else'),
  })
  .meta({ id: 'UnreadTicket' })
export type UnreadTicket = z.infer<typeof UnreadTicket>

export const Unread = z
  .object({
    count: z.int().describe('At most 99'),
    capped: z.boolean().describe('Whether there are more than 99'),
    since: Instant.describe('Events before this instant count as read'),
    items: z.array(UnreadTicket).describe('Newest first, at most 50'),
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
      'List the caller’s unread tickets: those they lead, are assigned to or watch, and new tickets if they want those',
    tag,
    access: 'tickets.read',
    reply: Unread,
  }),
  setSince: route({
    method: 'PUT',
    path: '/api/unread/since',
    summary: 'Mark everything before an instant as read',
    tag,
    access: 'tickets.read',
    body: z.object({ at: Instant }),
    status: 204,
  }),
  see: route({
    method: 'PUT',
    path: '/api/tickets/:id/seen',
    summary: 'Mark a version of a ticket as seen; an older one changes nothing',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: z.object({ version: Version }),
    status: 204,
  }),
}
