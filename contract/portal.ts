import { z } from 'zod'
import { attachments } from './attachments.ts'
import { Email, EquipmentRef, Id, IdParams, ProjectRef, Text } from './common.ts'
import { Locale } from './enums.ts'
import { NewPortalStep, NewPortalTicket, PortalRating, PortalStatusChange } from './portal-input.ts'
import {
  AddressConfirmed,
  PortalMails,
  PortalManifest,
  PortalMe,
  PortalOpenSession,
  PortalSession,
  PortalTicket,
  PortalTicketRow,
  PortalTimeline,
} from './portal-view.ts'
import { route } from './route.ts'
import { TicketRef } from './ticket-view.ts'
import { SiteToken } from './websites.ts'

export * from './portal-input.ts'
export * from './portal-view.ts'

const tag = 'portal'
const access = 'client'

/**
 * One message of a client's stream, about a ticket that they see: the receiver reads it again. On the wire as LiveNews,
 * with `event: reset` and `event: bye` alike.
 */
export const PortalNews = z.object({ subject: z.literal('ticket'), id: z.uuid() })
export type PortalNews = z.infer<typeof PortalNews>

/**
 * A sign-in link leads to /portail/#jeton=TOKEN or /portail/tickets/ID#jeton=TOKEN, and the link in every mail to
 * /portail/tickets/ID#pour=PASS, the one that asks whether an address is the sender’s to /portail/#confirmation=TOKEN: what
 * follows # never reaches a server. Opening them does nothing.
 */
export const portal = {
  manifest: route({
    method: 'GET',
    path: '/api/portal/manifest',
    summary: 'The manifest by which the clients’ page is installed, under the company’s name',
    tag,
    access: { public: 'a browser asks for it without credentials' },
    reply: PortalManifest,
  }),
  mailLink: route({
    method: 'POST',
    path: '/api/portal/links',
    summary: 'Mail a sign-in link to this address, if it is a contact’s; the answer is the same if it is not',
    tag,
    access: { public: 'whoever asks has no session yet, and learns nothing' },
    body: z.object({ email: Email, ticketId: Id.nullable().default(null).describe('where the link leads') }),
    status: 204,
    anyOrigin: true,
  }),
  mailLinkAgain: route({
    method: 'POST',
    path: '/api/portal/links/again',
    summary: 'Mail a sign-in link to whom this mail was for: `pass` is what its link carries after #pour=',
    tag,
    access: { public: 'the signed pass names one contact and one ticket; the link goes to that contact alone' },
    body: z.object({ ticketId: Id, pass: z.string().max(200) }),
    status: 204,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/portal/session',
    summary: 'Sign in by the token of a mailed link, which serves once; sets a cookie',
    tag,
    access: { public: 'whoever signs in has no session yet' },
    body: z.object({ token: z.string().max(200) }),
    reply: PortalMe,
  }),
  exchange: route({
    method: 'POST',
    path: '/api/portal/session/exchange',
    summary: 'Sign in by a site token with the purpose `portal`, by which a web site vouches for its user; no cookie',
    tag,
    access: { public: 'whoever signs in has no session yet; the signed token serves once' },
    body: SiteToken,
    reply: PortalSession,
    anyOrigin: true,
  }),
  follow: route({
    method: 'POST',
    path: '/api/portal/session/guest',
    summary: 'Open the pages of one ticket by its secret link, which a form gave to a guest; sets a cookie',
    tag,
    access: { public: 'whoever signs in has no session yet; the token is the secret of one ticket' },
    body: z.object({ token: z.string().max(200) }),
    reply: PortalMe,
  }),
  confirmAddress: route({
    method: 'POST',
    path: '/api/portal/confirmations',
    summary: 'Show that the address typed in a form is one’s own, by the token of the mail that it got; it serves once',
    tag,
    access: { public: 'whoever confirms has no session; the token serves once, and gives none' },
    body: z.object({ token: z.string().max(200) }),
    reply: AddressConfirmed,
  }),
  me: route({ method: 'GET', path: '/api/portal/session', summary: 'Who is signed in', tag, access, reply: PortalMe }),
  changeMe: route({
    method: 'PATCH',
    path: '/api/portal/session',
    summary: 'Change one’s language',
    tag,
    access,
    body: z.object({ locale: Locale }),
    reply: PortalMe,
  }),
  mails: route({
    method: 'GET',
    path: '/api/portal/mails',
    summary: 'Which mails about my tickets I want',
    tag,
    access,
    reply: PortalMails,
  }),
  setMails: route({
    method: 'PUT',
    path: '/api/portal/mails',
    summary: 'Say which mails about my tickets I want',
    tag,
    access,
    body: PortalMails,
    reply: PortalMails,
  }),
  stopMails: route({
    method: 'POST',
    path: '/api/portal/mails/stop/:pass',
    summary:
      'No more mails about tickets, for whom this mail was for: List-Unsubscribe of RFC 8058, whatever the body says',
    tag,
    access: { public: 'the signed pass names one contact at one address, and serves for nothing else' },
    params: z.object({ pass: z.string().max(200) }),
    status: 204,
    anyOrigin: true,
  }),
  askToStopMails: route({
    method: 'GET',
    path: '/api/portal/mails/stop/:pass',
    summary: 'Leads to the page that asks whether one wants no more mails; changes nothing',
    tag,
    access: { public: 'the signed pass goes on to the page, where a button uses it' },
    params: z.object({ pass: z.string().max(200) }),
    reply: z.object({}),
    status: 302,
  }),
  signOut: route({ method: 'DELETE', path: '/api/portal/session', summary: 'Sign out', tag, access, status: 204 }),
  sessions: route({
    method: 'GET',
    path: '/api/portal/sessions',
    summary: 'Where I am signed in, last used first',
    tag,
    access,
    reply: z.object({ items: z.array(PortalOpenSession) }),
  }),
  endSession: route({
    method: 'DELETE',
    path: '/api/portal/sessions/:id',
    summary: 'End one of my sessions',
    tag,
    access,
    params: IdParams,
    status: 204,
  }),
  endOtherSessions: route({
    method: 'DELETE',
    path: '/api/portal/sessions',
    summary: 'End all of my sessions but this one',
    tag,
    access,
    status: 204,
  }),
  list: route({
    method: 'GET',
    path: '/api/portal/tickets',
    summary:
      'A page of my tickets, of my company’s for its supervisor, or the anomalies of a project; newest news first',
    tag,
    access,
    query: z.object({
      state: z.enum(['open', 'closed', 'all']).default('all'),
      whose: z.enum(['mine', 'company']).default('mine'),
      projectId: Id.optional().describe('The anomalies of this project, to which I belong, whoever reported them'),
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    reply: z.object({ items: z.array(PortalTicketRow), next: z.string().nullable() }),
  }),
  create: route({
    method: 'POST',
    path: '/api/portal/tickets',
    summary: 'Open a ticket',
    tag,
    access,
    body: NewPortalTicket,
    reply: TicketRef,
    status: 201,
  }),
  show: route({
    method: 'GET',
    path: '/api/portal/tickets/:key',
    summary: 'A ticket with its history, by id or by number',
    tag,
    access,
    params: z.object({ key: z.union([Id, z.string().regex(/^[1-9]\d{0,8}$/)]) }),
    reply: PortalTicket,
  }),
  timeline: route({
    method: 'GET',
    path: '/api/portal/tickets/:id/timeline',
    summary: 'An older part of a ticket’s history',
    tag,
    access,
    params: IdParams,
    query: z.object({ before: Id }),
    reply: PortalTimeline,
  }),
  addStep: route({
    method: 'POST',
    path: '/api/portal/tickets/:id/steps',
    summary: 'Answer, or add to an open ticket; one that waits is taken up again',
    tag,
    access,
    params: IdParams,
    body: NewPortalStep,
    reply: PortalTicket,
    status: 201,
  }),
  setStatus: route({
    method: 'PUT',
    path: '/api/portal/tickets/:id/status',
    summary: 'Cancel, contest or reopen, with a reason',
    tag,
    access,
    params: IdParams,
    body: PortalStatusChange,
    reply: PortalTicket,
  }),
  rate: route({
    method: 'PUT',
    path: '/api/portal/tickets/:id/rating',
    summary: 'Say what one thinks of the resolution; said again, it replaces what was said',
    tag,
    access,
    params: IdParams,
    body: PortalRating,
    reply: PortalTicket,
  }),
  equipment: route({
    method: 'GET',
    path: '/api/portal/equipment',
    summary: 'The equipment of my company, to say what a ticket is about',
    tag,
    access,
    query: z.object({ text: Text(200).default(''), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    reply: z.object({ items: z.array(EquipmentRef) }),
  }),
  projects: route({
    method: 'GET',
    path: '/api/portal/projects',
    summary: 'The active projects of my company and those I belong to, to say what a ticket is about',
    tag,
    access,
    reply: z.object({ items: z.array(ProjectRef) }),
  }),
  upload: route({ ...attachments.upload, path: '/api/portal/attachments', tag, access }),
  limits: route({ ...attachments.limits, path: '/api/portal/attachment-limits', tag, access }),
  discard: route({ ...attachments.discard, path: '/api/portal/attachments/:id', tag, access }),
  content: route({ ...attachments.content, path: '/api/portal/attachments/:id/content', tag, access }),
  preview: route({ ...attachments.preview, path: '/api/portal/attachments/:id/preview', tag, access }),
  createLink: route({ ...attachments.createLink, path: '/api/portal/attachments/:id/links', tag, access }),
  logo: route({
    method: 'GET',
    path: '/api/portal/logo',
    summary: 'The company’s logo, a PNG; its address changes with it, by `v`',
    tag,
    access: { public: 'shown to whoever comes, before they sign in' },
    query: z.object({ v: z.string().max(64).optional() }),
    reply: z.file(),
  }),
  live: route({
    method: 'GET',
    path: '/api/portal/live',
    summary: 'News of the tickets one sees, as server-sent events; see PortalNews. Last-Event-ID catches up',
    tag,
    access,
    reply: z.string(),
  }),
}
