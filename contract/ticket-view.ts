import { z } from 'zod'
import { Attachment } from './attachments.ts'
import {
  AgentRef,
  CompanyRef,
  ContactRef,
  EquipmentRef,
  Id,
  Instant,
  ProjectRef,
  SiteRef,
  StatedCompany,
  TeamRef,
} from './common.ts'
import { Draft } from './drafts.ts'
import { Channel, Criticality, Priority, Status, StepKind, TicketKind, Visibility } from './enums.ts'
import { EventName } from './events.ts'

export const TicketRef = z.object({ id: Id, number: z.int() }).meta({ id: 'TicketRef' })
export type TicketRef = z.infer<typeof TicketRef>

export const Step = z
  .object({
    id: Id,
    kind: StepKind,
    body: z.string().describe('Sanitised HTML'),
    visibility: Visibility,
    happenedAt: Instant,
    createdAt: Instant,
    author: z.object({ id: Id, name: z.string(), kind: z.enum(['agent', 'contact']) }),
    performer: z.object({ id: Id, name: z.string(), kind: z.enum(['agent', 'contact']) }),
    minutesSpent: z.int().nullable(),
  })
  .meta({ id: 'Step' })
export type Step = z.infer<typeof Step>

/** One changed field: plain values for enums, texts and instants; {id, name} or lists of them for links. */
export const Change = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() }).meta({ id: 'Change' })
export const TicketEvent = z
  .object({
    id: Id,
    name: EventName,
    at: Instant,
    by: z
      .object({ id: Id, name: z.string(), kind: z.enum(['agent', 'contact']) })
      .nullable()
      .describe('null: Guichet itself'),
    changes: z.array(Change),
    stepId: Id.nullable(),
    undoes: Id.nullable().describe('Event that this one undoes'),
  })
  .meta({ id: 'TicketEvent' })
export type TicketEvent = z.infer<typeof TicketEvent>

export const Timeline = z
  .object({
    steps: z.array(Step).describe('Oldest first by entry'),
    events: z.array(TicketEvent).describe('Oldest first'),
    /** Pass it as `before` to read what is older; null when nothing is. */
    olderBefore: Id.nullable(),
  })
  .meta({ id: 'Timeline' })
export type Timeline = z.infer<typeof Timeline>

export const Rating = z
  .object({ stars: z.int().nullable().describe('1 to 5; null: only a comment'), words: z.string() })
  .meta({ id: 'Rating' })
export type Rating = z.infer<typeof Rating>

/** Maximum number of people listed as readers of a ticket; the others are only counted. */
export const readersShown = 20
const readerVia = ['concerned', 'reporter', 'supervisor', 'project'] as const

const TicketReader = z
  .object({
    id: Id,
    name: z.string(),
    company: CompanyRef.nullable(),
    phone: z.string().nullable(),
    via: z.enum(readerVia).describe('First reason for which they can read it'),
    mailed: z.boolean().describe('Whether public steps are mailed to them'),
  })
  .meta({ id: 'TicketReader' })

const TicketReaders = z
  .object({ people: z.array(TicketReader).max(readersShown), count: z.int(), mailed: z.int() })
  .meta({ id: 'TicketReaders' })
export type TicketReaders = z.infer<typeof TicketReaders>

/** Rights shown in a row of a list. */
const RowRights = z.object({
  edit: z.boolean(),
  claim: z.boolean().describe('Become its lead while it has none'),
  assign: z.boolean(),
  status: z.boolean().describe('Set another status'),
  cancel: z.boolean(),
})

export const TicketView = z
  .object({
    id: Id,
    number: z.int(),
    version: z.int(),
    kind: TicketKind,
    title: z.string(),
    description: z.string().describe('Sanitised HTML'),
    status: Status,
    waitingUntil: Instant.nullable(),
    waitingReason: z.string().nullable(),
    criticality: Criticality,
    priority: Priority.nullable(),
    channel: Channel,
    reportedAt: Instant,
    createdAt: Instant,
    updatedAt: Instant,
    closedAt: Instant.nullable(),
    dueAt: Instant.nullable(),
    rating: Rating.nullable().describe('Client’s rating of the current resolution'),
    tags: z.array(z.string()),
    createdBy: z.object({ id: Id, name: z.string() }).nullable(),
    reporter: z.object({ id: Id, name: z.string(), kind: z.enum(['agent', 'contact']) }).nullable(),
    contacts: z
      .array(
        ContactRef.extend({
          declinesMail: z
            .enum(['all', 'answers'])
            .nullable()
            .describe('Mails that they declined: all, or only messages of the team'),
          version: z.int(),
          statedCompany: StatedCompany.nullable(),
        }),
      )
      .describe('concerned'),
    readers: TicketReaders.describe('People outside the team who read its public steps'),
    company: CompanyRef.extend({ openTickets: z.int() }).nullable(),
    equipment: z.array(EquipmentRef.extend({ site: SiteRef.nullable() })),
    statedSerial: z
      .object({ number: z.string(), found: EquipmentRef.nullable() })
      .nullable()
      .describe('Serial number named by an outside sender, with its machine until that is on the ticket'),
    project: ProjectRef.nullable(),
    team: TeamRef.nullable(),
    lead: AgentRef.nullable(),
    assignees: z.array(AgentRef).describe('Including the lead'),
    watchers: z.array(AgentRef).describe('Agents who only follow it, by name'),
    attachments: z
      .array(Attachment)
      .describe('Attachments of the ticket and its steps, oldest first; the newest 1,000'),
    timeline: Timeline,
    draft: Draft.nullable().describe('Draft of the reader'),
    can: RowRights.extend({
      takeOver: z.boolean().describe('Replace another lead'),
      leave: z.boolean().describe('Leave a ticket that somebody else leads'),
      watch: z.boolean().describe('Start or stop watching it; assignees are notified anyway'),
      reply: z.boolean(),
      /** Statuses that this agent may set now. */
      statuses: z.array(Status),
    }).describe('What the reader may do with this ticket in its current status'),
  })
  .meta({ id: 'Ticket' })
export type TicketView = z.infer<typeof TicketView>

export const TicketRow = z
  .object({
    id: Id,
    number: z.int(),
    version: z.int(),
    kind: TicketKind,
    title: z.string(),
    status: Status,
    criticality: Criticality,
    priority: Priority.nullable(),
    reportedAt: Instant,
    updatedAt: Instant,
    dueAt: Instant.nullable(),
    waitingUntil: Instant.nullable(),
    lead: AgentRef.nullable(),
    company: z.string().nullable(),
    contact: z.string().nullable().describe('First affected contact'),
    unread: z.boolean().describe('Whether somebody else has changed it since the reader last saw it'),
    can: RowRights,
  })
  .meta({ id: 'TicketRow' })
export type TicketRow = z.infer<typeof TicketRow>

/** Excerpt in which a search found its words outside of the title: plain text, in pieces. */
export const TicketExcerpt = z
  .object({
    id: Id,
    in: z.enum(['description', 'step', 'internal_step', 'attachment', 'contact']),
    parts: z.array(z.object({ text: z.string(), found: z.boolean() })),
  })
  .meta({ id: 'TicketExcerpt' })
export type TicketExcerpt = z.infer<typeof TicketExcerpt>
