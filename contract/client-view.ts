import { z } from 'zod'
import { Id, IdParams, Instant } from './common.ts'
import { MailRecipient, MailState } from './mail.ts'
import { PortalMe, PortalTicket, PortalTimeline } from './portal-view.ts'
import { route } from './route.ts'

const tag = 'tickets'
const access = 'tickets.read'
const readerParams = z.object({ id: Id, contactId: Id })

/** A mail about a ticket, as shown to agents who see the ticket. */
export const TicketMail = z
  .object({
    id: Id,
    state: MailState,
    recipient: z.object({ kind: MailRecipient, id: Id, name: z.string() }),
    address: z.string(),
    subject: z.string().nullable().describe('null: not sent yet, or sent by a version that did not store subjects'),
    attempts: z.int(),
    problem: z.string().nullable().describe('Last error of the mail server'),
    createdAt: Instant,
    sendAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'TicketMail' })
export type TicketMail = z.infer<typeof TicketMail>

/** Routes that show agents the client’s side of a ticket. */
export const clientView = {
  show: route({
    method: 'GET',
    path: '/api/tickets/:id/client-view/:contactId',
    summary: 'Get a ticket as one of its clients sees it, under the client’s rights',
    tag,
    access,
    params: readerParams,
    reply: z.object({ reader: PortalMe, ticket: PortalTicket }),
  }),
  timeline: route({
    method: 'GET',
    path: '/api/tickets/:id/client-view/:contactId/timeline',
    summary: 'Get an older part of the history as one of its clients sees it',
    tag,
    access,
    params: readerParams,
    query: z.object({ before: Id }),
    reply: PortalTimeline,
  }),
  mails: route({
    method: 'GET',
    path: '/api/tickets/:id/mails',
    summary: 'List the mails about a ticket and their statuses, newest first',
    tag,
    access,
    params: IdParams,
    query: z.object({ cursor: Id.optional() }),
    reply: z.object({ items: z.array(TicketMail), next: Id.nullable() }),
  }),
  mailText: route({
    method: 'GET',
    path: '/api/tickets/:id/mails/:mailId/text',
    summary: 'Get the text of a mail as it was sent, without its links; for a pending mail, as it would be sent now',
    tag,
    access,
    params: z.object({ id: Id, mailId: Id }),
    reply: z.object({ subject: z.string().nullable(), text: z.string().nullable() }),
  }),
}
