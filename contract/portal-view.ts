import { z } from 'zod'
import { Attachment } from './attachments.ts'
import { CompanyRef, EquipmentRef, Id, Instant, ProjectRef } from './common.ts'
import { Channel, Criticality, Locale, Status, StepKind, TicketKind } from './enums.ts'
import { Look } from './organisation.ts'
import { Rating } from './ticket-view.ts'

/** The client who is signed in. */
export const PortalMe = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    locale: Locale,
    company: CompanyRef.nullable(),
    supervisor: z.boolean().describe('Sees all the tickets of their company'),
    partner: z.boolean().describe('Opens tickets for others'),
    projects: z.array(ProjectRef).describe('Those whose anomalies they all see, by name'),
    onlyTicketId: Id.nullable().describe('Of a guest: the one ticket that their secret link shows'),
    organisation: z.object({ name: z.string(), timeZone: z.string(), look: Look }),
  })
  .meta({ id: 'PortalMe' })
export type PortalMe = z.infer<typeof PortalMe>

export const PortalOpenSession = z
  .object({
    id: Id,
    begunAt: Instant,
    usedAt: Instant.describe('to the day, when it is by mail'),
    browser: z.string().describe('What the browser said of itself'),
    website: z.string().nullable().describe('The web site that vouched for them; null: by a mailed link'),
    isThis: z.boolean(),
  })
  .meta({ id: 'PortalOpenSession' })
export type PortalOpenSession = z.infer<typeof PortalOpenSession>

/** Manifest with which a browser installs the portal (W3C Web Application Manifest). */
export const PortalManifest = z
  .object({
    id: z.string(),
    name: z.string().describe('Of the company'),
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

/** Mails about their tickets that a client wants. Sign-in links and confirmations are sent anyway. */
export const PortalMails = z
  .object({
    opening: z.boolean().describe('That a request was received'),
    status: z.boolean().describe('Changes of status'),
    messages: z.boolean().describe('Answers and questions of the team'),
  })
  .meta({ id: 'PortalMails' })
export type PortalMails = z.infer<typeof PortalMails>

export const PortalSession = z
  .object({
    me: PortalMe,
    session: z.string().describe('For the Authorization header: `Bearer …`'),
    expiresAt: Instant,
    statedEmail: z.string().nullable().describe('Their address, as the website says'),
  })
  .meta({ id: 'PortalSession' })
export type PortalSession = z.infer<typeof PortalSession>

/** A person as a client may know them: the client, another client, or one of the team. */
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
    newsAt: Instant.describe('When its clients last had news of it'),
    openedFor: z.string().nullable().describe('The first concerned contact, when it is somebody else'),
  })
  .meta({ id: 'PortalTicketRow' })
export type PortalTicketRow = z.infer<typeof PortalTicketRow>

const PortalStep = z
  .object({
    id: Id,
    kind: StepKind,
    body: z.string().describe('Sanitised HTML; empty beside attachments that speak for themselves'),
    happenedAt: Instant,
    createdAt: Instant,
    by: PortalPerson.describe('Who did what it tells'),
    notedBy: z.string().nullable().describe('The agent who wrote down what a client did or said'),
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
    stepId: Id.nullable().describe('The public step that explains it'),
  })
  .meta({ id: 'PortalStatusEvent' })
export type PortalStatusEvent = z.infer<typeof PortalStatusEvent>

export const PortalTimeline = z
  .object({
    steps: z.array(PortalStep).describe('Public ones, oldest first by entry'),
    events: z.array(PortalStatusEvent).describe('Changes of status, oldest first'),
    /** Give it back as `before` to read what is older; null when nothing is. */
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
    version: z.int().describe('Moves only with what clients are shown'),
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
    rating: Rating.nullable().describe('Told to those whose ticket it is'),
    lead: z.string().nullable().describe('The name of who follows it'),
    attachments: z.array(PortalAttachment).describe('Of the ticket and of its public steps, oldest first'),
    timeline: PortalTimeline,
    readOnly: z.boolean().describe('An anomaly of a project that the reader belongs to, and otherwise not theirs'),
    can: z
      .object({
        answer: z.boolean(),
        cancel: z.boolean(),
        contest: z.boolean().describe('Resolved, rejected, or answered and still worked on: it becomes disputed'),
        reopen: z.boolean().describe('Cancelled: it becomes opened again'),
        rate: z.boolean().describe('Resolved within a month: say what one thinks of it, once, and otherwise'),
      })
      .describe('What the reader may do to it in its present state'),
  })
  .meta({ id: 'PortalTicket' })
export type PortalTicket = z.infer<typeof PortalTicket>

export const AddressConfirmation = z
  .object({
    number: z.int().nullable().describe('Of the ticket; null: it was about none'),
    outcome: z
      .enum(['mailed', 'passed_on', 'noted', 'added'])
      .describe(
        'mailed: the address is the sender’s from now on, who signs in by it, the secret link being dead; passed_on: the ticket is that of the contact who has it, and the secret link is dead; noted: the team knows; added: a user of a website is mailed there from now on',
      ),
  })
  .meta({ id: 'AddressConfirmation' })
export type AddressConfirmation = z.infer<typeof AddressConfirmation>

export const PortalEntry = z.object({
  me: PortalMe,
  session: z.string().nullable().describe('A bearer token for pages that have no cookie; else a cookie is set'),
  expiresAt: Instant,
})

/**
 * One message of a client's stream, about a ticket that they see: the receiver reads it again. On the wire as LiveNews,
 * with `event: reset` and `event: bye` alike.
 */
export const PortalNews = z.object({ subject: z.literal('ticket'), id: z.uuid() })
export type PortalNews = z.infer<typeof PortalNews>

export const LinkRequested = z.object({
  browser: z.string().nullable().describe('The secret of this browser, for pages that have no cookie'),
})
