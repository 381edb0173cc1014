import { z } from 'zod'
import { Attachment } from './attachments.ts'
import { CompanyRef, EquipmentRef, Id, Instant, ProjectRef } from './common.ts'
import { Channel, Criticality, Locale, Status, StepKind, TicketKind } from './enums.ts'
import { Look } from './organisation.ts'
import { Rating } from './ticket-view.ts'

/** The signed-in client. */
export const PortalMe = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    locale: Locale,
    company: CompanyRef.nullable(),
    supervisor: z.boolean().describe('Sees all tickets of their company'),
    partner: z.boolean().describe('Reports tickets for others'),
    projects: z.array(ProjectRef).describe('Projects of which they see all anomalies, by name'),
    onlyTicketId: Id.nullable().describe('For guests: the only ticket that their secret link shows'),
    organisation: z.object({ name: z.string(), timeZone: z.string(), look: Look }),
  })
  .meta({ id: 'PortalMe' })
export type PortalMe = z.infer<typeof PortalMe>

export const PortalOpenSession = z
  .object({
    id: Id,
    begunAt: Instant,
    usedAt: Instant.describe('Precise to the day for sessions from mailed links'),
    browser: z.string().describe('Browser and system, from its User-Agent'),
    website: z.string().nullable().describe('Website that vouched for them; null: signed in by a mailed link'),
    isThis: z.boolean(),
  })
  .meta({ id: 'PortalOpenSession' })
export type PortalOpenSession = z.infer<typeof PortalOpenSession>

/** Manifest with which a browser installs the portal (W3C Web Application Manifest). */
export const PortalManifest = z
  .object({
    id: z.string(),
    name: z.string().describe('Name of the company'),
    short_name: z.string(),
    lang: z.string(),
    start_url: z.string(),
    scope: z.string(),
    display: z.literal('standalone'),
    background_color: z.string(),
    theme_color: z.string(),
    icons: z.array(
      z.object({ src: z.string(), sizes: z.string(), type: z.string(), purpose: z.enum(['any', 'maskable']) }),
    ),
  })
  .meta({ id: 'PortalManifest' })

/** Mails about their tickets that a client wants. Sign-in links and confirmations are always sent. */
export const PortalMails = z
  .object({
    opening: z.boolean().describe('Acknowledgements of new tickets'),
    status: z.boolean().describe('Changes of status'),
    messages: z.boolean().describe('Replies and questions of the team'),
  })
  .meta({ id: 'PortalMails' })
export type PortalMails = z.infer<typeof PortalMails>

export const PortalSession = z
  .object({
    me: PortalMe,
    session: z.string().describe('For the Authorization header: `Bearer …`'),
    expiresAt: Instant,
    statedEmail: z.string().nullable().describe('Their address, as stated by the website'),
  })
  .meta({ id: 'PortalSession' })
export type PortalSession = z.infer<typeof PortalSession>

/** A person as shown to a client: the client, another client, or a member of the team. */
export const PortalPerson = z
  .object({ name: z.string(), who: z.enum(['me', 'client', 'team']) })
  .meta({ id: 'PortalPerson' })
export type PortalPerson = z.infer<typeof PortalPerson>

export const PortalTicketRow = z
  .object({
    id: Id,
    number: z.int(),
    title: z.string(),
    status: Status,
    reportedAt: Instant,
    newsAt: Instant.describe('Last change that its clients can see'),
    openedFor: z.string().nullable().describe('First affected contact, if it is not the reader'),
  })
  .meta({ id: 'PortalTicketRow' })
export type PortalTicketRow = z.infer<typeof PortalTicketRow>

const PortalStep = z
  .object({
    id: Id,
    kind: StepKind,
    body: z.string().describe('Sanitised HTML; may be empty beside attachments'),
    happenedAt: Instant,
    createdAt: Instant,
    by: PortalPerson.describe('Person who did what it describes'),
    notedBy: z.string().nullable().describe('Agent who recorded it on behalf of a client'),
  })
  .meta({ id: 'PortalStep' })
export type PortalStep = z.infer<typeof PortalStep>

const PortalStatusEvent = z
  .object({
    id: Id,
    at: Instant,
    from: Status,
    to: Status,
    by: PortalPerson.nullable().describe('null: Guichet itself'),
    stepId: Id.nullable().describe('Public step with the reason or solution'),
  })
  .meta({ id: 'PortalStatusEvent' })
export type PortalStatusEvent = z.infer<typeof PortalStatusEvent>

export const PortalTimeline = z
  .object({
    steps: z.array(PortalStep).describe('Public steps in order of creation'),
    events: z.array(PortalStatusEvent).describe('Changes of status, oldest first'),
    /** Pass it as `before` to read what is older; null when nothing is. */
    olderBefore: Id.nullable(),
  })
  .meta({ id: 'PortalTimeline' })
export type PortalTimeline = z.infer<typeof PortalTimeline>

const PortalAttachment = Attachment.omit({ by: true }).extend({ by: PortalPerson }).meta({ id: 'PortalAttachment' })
export type PortalAttachment = z.infer<typeof PortalAttachment>

/** A ticket as its clients see it. */
export const PortalTicket = z
  .object({
    id: Id,
    number: z.int(),
    version: z.int().describe('Changes only with what clients can see'),
    kind: TicketKind,
    title: z.string(),
    description: z.string().describe('Sanitised HTML'),
    status: Status,
    waitingUntil: Instant.nullable(),
    waitingReason: z.string().nullable(),
    criticality: Criticality,
    channel: Channel,
    reportedAt: Instant,
    closedAt: Instant.nullable(),
    reporter: PortalPerson.nullable(),
    concerned: z.array(PortalPerson),
    company: z.string().nullable(),
    equipment: z.array(EquipmentRef),
    project: z.string().nullable(),
    rating: Rating.nullable().describe('Shown only to clients whose ticket it is'),
    lead: z.string().nullable().describe('Name of the lead'),
    attachments: z.array(PortalAttachment).describe('Of the ticket and of its public steps, oldest first'),
    timeline: PortalTimeline,
    readOnly: z.boolean().describe('Whether the reader sees it only as an anomaly of one of their projects'),
    can: z
      .object({
        answer: z.boolean(),
        cancel: z.boolean(),
        contest: z.boolean().describe('Resolved, rejected, or answered and still in progress: becomes disputed'),
        reopen: z.boolean().describe('Cancelled: becomes opened again'),
        rate: z.boolean().describe('Resolved less than a month ago: can be rated, and the rating replaced'),
      })
      .describe('What the reader may do with it in its current status'),
  })
  .meta({ id: 'PortalTicket' })
export type PortalTicket = z.infer<typeof PortalTicket>

export const AddressConfirmation = z
  .object({
    number: z.int().nullable().describe('Number of the ticket; null: about none'),
    outcome: z
      .enum(['mailed', 'passed_on', 'noted', 'added'])
      .describe(
        'mailed: the address now belongs to the sender, who signs in with it, and the secret link is revoked; passed_on: the ticket moved to the contact who has the address, and the secret link is revoked; noted: recorded for the team; added: a user of a website now gets mails there',
      ),
  })
  .meta({ id: 'AddressConfirmation' })
export type AddressConfirmation = z.infer<typeof AddressConfirmation>

export const PortalEntry = z.object({
  me: PortalMe,
  session: z.string().nullable().describe('Bearer token for pages without cookies; null when a cookie is set'),
  expiresAt: Instant,
})

/**
 * Message of a client's stream about a ticket that they see, which the receiver reads again. On the wire as LiveNews,
 * also with `event: reset` and `event: bye`.
 */
export const PortalNews = z.object({ subject: z.literal('ticket'), id: z.uuid() })
export type PortalNews = z.infer<typeof PortalNews>

export const LinkRequested = z.object({
  browser: z.string().nullable().describe('Secret of this browser, for pages without cookies'),
})
