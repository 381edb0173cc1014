import { z } from 'zod'
import { attachments } from './attachments.ts'
import { Email, EquipmentRef, Id, IdParams, ProjectRef, Text } from './common.ts'
import { portalEndpoints } from './endpoints/portal.ts'
import { Locale } from './enums.ts'
import {
  LinkCode,
  LinkRequest,
  NewPortalStep,
  NewPortalTicket,
  PortalRating,
  PortalStatusChange,
  PortalTicketQuery,
} from './portal-input.ts'
import {
  AddressConfirmation,
  LinkRequested,
  PortalEntry,
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
const Pass = z.string().max(200)

/**
 * Sign-in links lead to /portail/#jeton=TOKEN&pour=PASS or /portail/tickets/ID#jeton=TOKEN&pour=PASS, mails to
 * /portail/tickets/ID#pour=PASS, and of a resolution to #avis=PASS or #contester=PASS too, confirmations to
 * /portail/#confirmation=TOKEN: what follows # never reaches a server. Opening them does nothing.
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
    ...portalEndpoints.mailLink,
    summary: 'Mail a sign-in link to this address, if it is a contact’s; the answer is the same if it is not',
    tag,
    access: { public: 'whoever asks has no session yet, and learns nothing' },
    body: LinkRequest,
    reply: LinkRequested,
    anyOrigin: true,
  }),
  mailLinkAgain: route({
    ...portalEndpoints.mailLinkAgain,
    summary: 'Mail a sign-in link to whom this mail was for: `pass` is what its link carries after #pour=',
    tag,
    access: { public: 'the signed pass names one contact and one ticket; the link goes to that contact alone' },
    body: z.object({ ticketId: Id.nullable().default(null), pass: Pass }),
    status: 204,
  }),
  signIn: route({
    ...portalEndpoints.signIn,
    summary: 'Sign in by the token of a mailed link, once, in the browser that asked for it; sets a cookie',
    tag,
    access: { public: 'whoever signs in has no session yet' },
    body: z.object({ token: z.string().max(200) }),
    reply: PortalMe,
  }),
  signInByCode: route({
    ...portalEndpoints.signInByCode,
    summary: 'Sign in the browser that asked for a link, by the code that the link shows where it is opened',
    tag,
    access: { public: 'guarded by the secret of the browser that asked, and the code' },
    body: LinkCode,
    reply: PortalEntry,
    anyOrigin: true,
  }),
  exchange: route({
    ...portalEndpoints.exchange,
    summary: 'Sign in by a site token with the purpose `portal`, by which a web site vouches for its user; no cookie',
    tag,
    access: { public: 'whoever signs in has no session yet; the signed token serves once' },
    body: SiteToken,
    reply: PortalSession,
    anyOrigin: true,
  }),
  follow: route({
    ...portalEndpoints.follow,
    summary: 'Open the pages of one ticket by its secret link, which a form gave to a guest; sets a cookie',
    tag,
    access: { public: 'whoever signs in has no session yet; the token is the secret of one ticket' },
    body: z.object({ token: z.string().max(200) }),
    reply: PortalMe,
  }),
  confirmAddress: route({
    ...portalEndpoints.confirmAddress,
    summary: 'Show that the address typed in a form is one’s own, by the token of the mail that it got; it serves once',
    tag,
    access: { public: 'whoever confirms has no session; the token serves once, and gives none' },
    body: z.object({ token: z.string().max(200) }),
    reply: AddressConfirmation,
  }),
  askConfirmationAgain: route({
    ...portalEndpoints.askConfirmationAgain,
    summary: 'Mail another confirmation to the same address, by the token of one that has expired',
    tag,
    access: { public: 'whoever confirms has no session; the mail goes to the address that had the token' },
    body: z.object({ token: z.string().max(200) }),
    status: 204,
  }),
  askAddress: route({
    ...portalEndpoints.askAddress,
    summary: 'Ask by mail whether this address is mine, when I have none yet; its button makes it mine',
    tag,
    access,
    body: z.object({ email: Email }),
    status: 204,
  }),
  me: route({ ...portalEndpoints.me, summary: 'Who is signed in', tag, access, reply: PortalMe }),
  changeMe: route({
    ...portalEndpoints.changeMe,
    summary: 'Change one’s language',
    tag,
    access,
    body: z.object({ locale: Locale }),
    reply: PortalMe,
  }),
  mails: route({
    ...portalEndpoints.mails,
    summary: 'Which mails about my tickets I want',
    tag,
    access,
    reply: PortalMails,
  }),
  setMails: route({
    ...portalEndpoints.setMails,
    summary: 'Say which mails about my tickets I want',
    tag,
    access,
    body: PortalMails,
    reply: PortalMails,
  }),
  signOut: route({ ...portalEndpoints.signOut, summary: 'Sign out', tag, access, status: 204 }),
  sessions: route({
    ...portalEndpoints.sessions,
    summary: 'Where I am signed in, last used first',
    tag,
    access,
    reply: z.object({ items: z.array(PortalOpenSession) }),
  }),
  endSession: route({
    ...portalEndpoints.endSession,
    summary: 'End one of my sessions',
    tag,
    access,
    params: IdParams,
    status: 204,
  }),
  endOtherSessions: route({
    ...portalEndpoints.endOtherSessions,
    summary: 'End all of my sessions but this one',
    tag,
    access,
    status: 204,
  }),
  list: route({
    ...portalEndpoints.list,
    summary:
      'A page of my tickets, of my company’s for its supervisor, or the anomalies of a project; newest news first',
    tag,
    access,
    query: PortalTicketQuery,
    reply: z.object({ items: z.array(PortalTicketRow), next: z.string().nullable() }),
  }),
  create: route({
    ...portalEndpoints.create,
    summary: 'Open a ticket',
    tag,
    access,
    body: NewPortalTicket,
    reply: TicketRef,
    status: 201,
  }),
  show: route({
    ...portalEndpoints.show,
    summary: 'A ticket with its history, by id or by number',
    tag,
    access,
    params: z.object({ key: z.union([Id, z.string().regex(/^[1-9]\d{0,8}$/)]) }),
    reply: PortalTicket,
  }),
  timeline: route({
    ...portalEndpoints.timeline,
    summary: 'An older part of a ticket’s history',
    tag,
    access,
    params: IdParams,
    query: z.object({ before: Id }),
    reply: PortalTimeline,
  }),
  addStep: route({
    ...portalEndpoints.addStep,
    summary: 'Answer, or add to an open ticket; one that waits is taken up again',
    tag,
    access,
    params: IdParams,
    body: NewPortalStep,
    reply: PortalTicket,
    status: 201,
  }),
  setStatus: route({
    ...portalEndpoints.setStatus,
    summary: 'Cancel, contest or reopen, with a reason',
    tag,
    access,
    params: IdParams,
    body: PortalStatusChange,
    reply: PortalTicket,
  }),
  rate: route({
    ...portalEndpoints.rate,
    summary: 'Say what one thinks of the resolution; said again, it replaces what was said',
    tag,
    access,
    params: IdParams,
    body: PortalRating,
    reply: PortalTicket,
  }),
  equipment: route({
    ...portalEndpoints.equipment,
    summary: 'The equipment of my company, to say what a ticket is about',
    tag,
    access,
    query: z.object({ text: Text(200).default(''), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    reply: z.object({ items: z.array(EquipmentRef) }),
  }),
  projects: route({
    ...portalEndpoints.projects,
    summary: 'The active projects of my company and those I belong to, to say what a ticket is about',
    tag,
    access,
    reply: z.object({ items: z.array(ProjectRef) }),
  }),
  upload: route({ ...attachments.upload, ...portalEndpoints.upload, tag, access }),
  limits: route({ ...attachments.limits, path: '/api/portal/attachment-limits', tag, access }),
  discard: route({ ...attachments.discard, ...portalEndpoints.discard, tag, access }),
  content: route({ ...attachments.content, ...portalEndpoints.content, tag, access }),
  preview: route({ ...attachments.preview, ...portalEndpoints.preview, tag, access }),
  createLink: route({ ...attachments.createLink, ...portalEndpoints.createLink, tag, access }),
  logo: route({
    ...portalEndpoints.logo,
    summary: 'The company’s logo, a PNG; its address changes with it, by `v`',
    tag,
    access: { public: 'shown to whoever comes, before they sign in' },
    query: z.object({ v: z.string().max(64).optional() }),
    reply: z.file(),
  }),
  live: route({
    ...portalEndpoints.live,
    summary: 'News of the tickets one sees, as server-sent events; see PortalNews. Last-Event-ID catches up',
    tag,
    access,
    reply: z.string(),
  }),
}
