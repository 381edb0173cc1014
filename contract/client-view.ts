import { z } from 'zod'
import { Id, IdParams, Instant } from './common.ts'
import { MailRecipient, MailState } from './mail.ts'
import { PortalMe, PortalTicket, PortalTimeline } from './portal-view.ts'
import { route } from './route.ts'

const tag = 'tickets'
const access = 'tickets.read'
const readerParams = z.object({ id: Id, contactId: Id })

/** A mail about a ticket, as the agents who see the ticket are told of it. */
export const TicketMail = z
  .object({
    id: Id,
    state: MailState,
    recipient: z.object({ kind: MailRecipient, id: Id, name: z.string() }),
    address: z.string(),
    subject: z.string().nullable().describe('null: it has not left, or left before subjects were kept'),
    attempts: z.int(),
    problem: z.string().nullable().describe('The server’s last words against it'),
    createdAt: Instant,
    sendAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'TicketMail' })
export type TicketMail = z.infer<typeof TicketMail>

/** The client's side of a ticket, shown to an agent. */
export const clientView = {
  show: route({
    method: 'GET',
    path: '/api/tickets/:id/client-view/:contactId',
    summary: 'A ticket as one of its clients sees it, by the client’s own rights',
    tag,
    access,
    params: readerParams,
    reply: z.object({ reader: PortalMe, ticket: PortalTicket }),
  }),
  timeline: route({
    method: 'GET',
    path: '/api/tickets/:id/client-view/:contactId/timeline',
    summary: 'An older part of the history that one of its clients sees',
    tag,
    access,
    params: readerParams,
    query: z.object({ before: Id }),
    reply: PortalTimeline,
  }),
  mails: route({
    method: 'GET',
    path: '/api/tickets/:id/mails',
    summary: 'The mails about a ticket, newest first, and what became of each',
    tag,
    access,
    params: IdParams,
    query: z.object({ cursor: Id.optional() }),
    reply: z.object({ items: z.array(TicketMail), next: Id.nullable() }),
  }),
  mailText: route({
    method: 'GET',
    path: '/api/tickets/:id/mails/:mailId/text',
    summary: 'What a mail said when it left, without its links; of one that waits, what it would say now',
    tag,
    access,
    params: z.object({ id: Id, mailId: Id }),
    reply: z.object({ subject: z.string().nullable(), text: z.string().nullable() }),
  }),
}
