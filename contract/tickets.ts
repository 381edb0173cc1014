import { z } from 'zod'
import {
  AgentRef,
  CompanyRef,
  ContactRef,
  EquipmentRef,
  Id,
  IdParams,
  Instant,
  Line,
  listOf,
  OptionalEmail,
  OptionalLine,
  OptionalPhone,
  ProjectRef,
  TeamRef,
  Text,
} from './common.ts'
import { Channel, Criticality, Priority, Status, StepKind, TicketKind, Visibility } from './enums.ts'
import { EventName } from './events.ts'
import { route } from './route.ts'

const tag = 'tickets'
const Ids = (max: number) =>
  z
    .array(Id)
    .max(max)
    .transform((ids) => [...new Set(ids)])
const Tags = z
  .array(Line(40))
  .max(20)
  .transform((names) => [...new Set(names)])
/** Rich text as HTML from the composer; the server keeps only harmless elements. */
const RichText = Text(100_000)
const Version = z
  .int()
  .min(1)
  .describe('The version the caller last saw; a newer change of the same thing is a conflict')

/** A caller nobody knows yet: created together with the ticket. */
export const NewCaller = z
  .object({
    name: Line(200),
    phone: OptionalPhone,
    email: OptionalEmail,
    companyId: Id.nullable().default(null),
    /** Found by its exact name or created, when companyId is null. */
    companyName: OptionalLine(200),
  })
  .refine((caller) => caller.phone !== null || caller.email !== null, { error: 'phone or email', path: ['phone'] })
  .meta({ id: 'NewCaller' })

export const NewTicket = z
  .object({
    title: Line(200),
    description: RichText.default(''),
    kind: TicketKind.default('incident'),
    channel: Channel.default('phone'),
    criticality: Criticality.default('normal'),
    priority: Priority.nullable().default(null),
    reportedAt: Instant.optional(),
    /** Who is concerned: contacts, equipment, or the new caller; at least one of them. */
    contactIds: Ids(50).default([]),
    equipmentIds: Ids(50).default([]),
    newCaller: NewCaller.nullable().default(null),
    /** Who reports it: a contact, or an agent; the first concerned contact when neither is given. */
    reporterContactId: Id.nullable().default(null),
    reporterAgentId: Id.nullable().default(null),
    projectId: Id.nullable().default(null),
    teamId: Id.nullable().default(null),
    leadId: Id.nullable().default(null),
    assigneeIds: Ids(50).default([]),
    dueAt: Instant.nullable().default(null),
    tags: Tags.default([]),
  })
  .refine((t) => t.contactIds.length + t.equipmentIds.length > 0 || t.newCaller !== null, {
    error: 'a contact or a piece of equipment',
    path: ['contactIds'],
  })
  .refine((t) => t.reporterContactId === null || t.reporterAgentId === null, {
    error: 'one reporter',
    path: ['reporterAgentId'],
  })
  .meta({ id: 'NewTicket' })
export type NewTicket = z.output<typeof NewTicket>

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
  })
  .meta({ id: 'TicketEvent' })
export type TicketEvent = z.infer<typeof TicketEvent>

export const Timeline = z
  .object({
    steps: z.array(Step).describe('Oldest first by entry'),
    events: z.array(TicketEvent).describe('Oldest first'),
    /** Give it back as `before` to read what is older; null when nothing is. */
    olderBefore: Id.nullable(),
  })
  .meta({ id: 'Timeline' })
export type Timeline = z.infer<typeof Timeline>

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
    tags: z.array(z.string()),
    createdBy: z.object({ id: Id, name: z.string() }).nullable(),
    reporter: z.object({ id: Id, name: z.string(), kind: z.enum(['agent', 'contact']) }).nullable(),
    contacts: z.array(ContactRef).describe('concerned'),
    company: CompanyRef.extend({ openTickets: z.int() }).nullable(),
    equipment: z.array(EquipmentRef),
    project: ProjectRef.nullable(),
    team: TeamRef.nullable(),
    lead: AgentRef.nullable(),
    assignees: z.array(AgentRef).describe('lead included'),
    timeline: Timeline,
    can: z
      .object({
        edit: z.boolean(),
        claim: z.boolean(),
        assign: z.boolean(),
        reply: z.boolean(),
        /** The statuses this agent may set now. */
        statuses: z.array(Status),
      })
      .describe('What the reader may do to this ticket in its present state'),
  })
  .meta({ id: 'Ticket' })
export type TicketView = z.infer<typeof TicketView>

export const TicketRow = z
  .object({
    id: Id,
    number: z.int(),
    kind: TicketKind,
    title: z.string(),
    status: Status,
    criticality: Criticality,
    priority: Priority.nullable(),
    reportedAt: Instant,
    updatedAt: Instant,
    dueAt: Instant.nullable(),
    lead: AgentRef.nullable(),
    company: z.string().nullable(),
    contact: z.string().nullable().describe('the first concerned contact'),
  })
  .meta({ id: 'TicketRow' })
export type TicketRow = z.infer<typeof TicketRow>

/** `state` and `status` combine with AND; so do all the others. */
export const TicketFilter = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  /** Of these tickets, those that match: how a list on a screen learns what news changed in it. */
  ids: listOf(Id).optional(),
  status: listOf(Status).optional(),
  lead: z.union([z.enum(['me', 'none']), Id]).optional(),
  /** `me`: the tickets to handle by the caller (open, not waiting, led by them, or theirs with no lead). */
  toHandle: z.enum(['me']).optional(),
  criticality: listOf(Criticality).optional(),
  priority: listOf(z.union([Priority, z.literal('none')])).optional(),
  companyId: Id.optional(),
  contactId: Id.optional(),
  equipmentId: Id.optional(),
  projectId: Id.optional(),
  late: z.enum(['true']).optional().describe('past its due date'),
  text: Text(200).optional().describe('every word is in the title, or a ticket number'),
})
export type TicketFilter = z.output<typeof TicketFilter>

export const ticketSorts = ['updated', 'number', 'reported', 'criticality', 'priority', 'due'] as const
export const TicketQuery = TicketFilter.extend({
  /** Newest, highest or (due) most pressing first; ties by number, newest first. */
  sort: z.enum(ticketSorts).default('updated'),
  cursor: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type TicketQuery = z.output<typeof TicketQuery>

export const NewStep = z
  .object({
    kind: StepKind,
    body: RichText.refine((body) => body.trim() !== '', { error: 'required' }),
    visibility: Visibility,
    happenedAt: Instant.optional().describe('now when absent; not in the future'),
    performer: z
      .object({ id: Id, kind: z.enum(['agent', 'contact']) })
      .optional()
      .describe('the author when absent'),
    minutesSpent: z.int().min(0).max(60_000).nullable().default(null),
    /** The change of status this step brings: one transaction, one piece of news. */
    status: z
      .object({ to: Status, version: Version, until: Instant.nullable().default(null) })
      .nullable()
      .default(null),
  })
  .meta({ id: 'NewStep' })
export type NewStep = z.output<typeof NewStep>

export const StatusChange = z
  .object({
    to: Status,
    version: Version,
    /** The solution when resolving, the reason when rejecting, cancelling or reopening; optional when waiting. */
    note: RichText.default(''),
    until: Instant.nullable().default(null).describe('waiting only: comes back to investigating at this instant'),
  })
  .meta({ id: 'StatusChange' })
export type StatusChange = z.output<typeof StatusChange>

export const TicketChanges = z
  .object({
    version: Version,
    title: Line(200).optional(),
    description: RichText.optional(),
    kind: TicketKind.optional(),
    criticality: Criticality.optional(),
    priority: Priority.nullable().optional(),
    reportedAt: Instant.optional(),
    dueAt: Instant.nullable().optional(),
    teamId: Id.nullable().optional(),
    projectId: Id.nullable().optional(),
    contactIds: Ids(50).optional(),
    equipmentIds: Ids(50).optional(),
    tags: Tags.optional(),
  })
  .meta({ id: 'TicketChanges' })
export type TicketChanges = z.output<typeof TicketChanges>

export const tickets = {
  create: route({
    method: 'POST',
    path: '/api/tickets',
    summary: 'Open a ticket',
    tag,
    access: 'tickets.create',
    body: NewTicket,
    reply: TicketRef,
    status: 201,
  }),
  list: route({
    method: 'GET',
    path: '/api/tickets',
    summary: 'A page of tickets, filtered and sorted',
    tag,
    access: 'tickets.read',
    query: TicketQuery,
    reply: z.object({ items: z.array(TicketRow), next: z.string().nullable() }),
  }),
  count: route({
    method: 'GET',
    path: '/api/ticket-count',
    summary: 'How many tickets a filter matches, exact up to 1,000',
    tag,
    access: 'tickets.read',
    query: TicketFilter,
    reply: z.object({ count: z.int(), capped: z.boolean() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/tickets/:key',
    summary: 'A ticket with its history, by id or by number',
    tag,
    access: 'tickets.read',
    params: z.object({ key: z.union([Id, z.string().regex(/^[1-9]\d{0,8}$/)]) }),
    reply: TicketView,
  }),
  timeline: route({
    method: 'GET',
    path: '/api/tickets/:id/timeline',
    summary: 'An older part of a ticket’s history',
    tag,
    access: 'tickets.read',
    params: IdParams,
    query: z.object({ before: Id }),
    reply: Timeline,
  }),
  change: route({
    method: 'PATCH',
    path: '/api/tickets/:id',
    summary: 'Change fields of an open ticket',
    tag,
    access: 'tickets.edit',
    params: IdParams,
    body: TicketChanges,
    reply: TicketView,
  }),
  setStatus: route({
    method: 'PUT',
    path: '/api/tickets/:id/status',
    summary: 'Change the status: resolve, reject, cancel, wait, reopen…',
    tag,
    access: 'tickets.read',
    params: IdParams,
    body: StatusChange,
    reply: TicketView,
  }),
  setLead: route({
    method: 'PUT',
    path: '/api/tickets/:id/lead',
    summary: 'Claim, take over, hand over or release: `from` is the lead the caller saw',
    tag,
    access: 'tickets.claim',
    params: IdParams,
    body: z.object({ from: Id.nullable(), to: Id.nullable() }),
    reply: TicketView,
  }),
  setAssignees: route({
    method: 'PUT',
    path: '/api/tickets/:id/assignees',
    summary: 'Say who works on it, besides its lead',
    tag,
    access: 'tickets.assign',
    params: IdParams,
    body: z.object({ version: Version, agentIds: Ids(50) }),
    reply: TicketView,
  }),
  addStep: route({
    method: 'POST',
    path: '/api/tickets/:id/steps',
    summary: 'Add a step, with the change of status it brings',
    tag,
    access: 'tickets.reply',
    params: IdParams,
    body: NewStep,
    reply: TicketView,
    status: 201,
  }),
}
