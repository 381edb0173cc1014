import { z } from 'zod'
import { AttachmentIds } from './attachments.ts'
import { Id, Instant, Line, OptionalEmail, OptionalLine, OptionalPhone, Text } from './common.ts'
import { Channel, Criticality, Priority, Status, StepKind, TicketKind, Visibility } from './enums.ts'
import { TagName } from './tags.ts'

const Ids = (max: number) =>
  z
    .array(Id)
    .max(max)
    .transform((ids) => [...new Set(ids)])
const Tags = z
  .array(TagName)
  .max(20)
  .transform((names) => [...new Set(names)])
/** Rich text as HTML from the composer; the server sanitises it. */
export const RichText = Text(100_000)
export const Version = z
  .int()
  .min(1)
  .describe('Version last seen by the caller; a newer change of the same field is a conflict')

/** Unknown caller, created as a contact together with the ticket. */
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
    reportedAt: Instant.optional().describe('Default: now; not in the future'),
    /** Affected contacts and machines, at least one of them; the new caller counts when no contact is named. */
    contactIds: Ids(50).default([]),
    equipmentIds: Ids(50).default([]),
    newCaller: NewCaller.nullable().default(null),
    /** Unknown machines, created for the company of the affected contacts. */
    newMachines: z
      .array(z.object({ brand: Line(100), model: OptionalLine(100) }))
      .max(5)
      .default([]),
    /** Reporter: a contact or an agent; by default the new caller, or the first affected contact. */
    reporterContactId: Id.nullable().default(null),
    reporterAgentId: Id.nullable().default(null),
    projectId: Id.nullable().default(null),
    teamId: Id.nullable().default(null),
    leadId: Id.nullable().default(null),
    assigneeIds: Ids(50).default([]),
    dueAt: Instant.nullable().default(null),
    tags: Tags.default([]),
    attachmentIds: AttachmentIds.default([]),
  })
  .refine((t) => t.contactIds.length + t.equipmentIds.length + t.newMachines.length > 0 || t.newCaller !== null, {
    error: 'a contact or a piece of equipment',
    path: ['contactIds'],
  })
  .refine((t) => t.reporterContactId === null || t.reporterAgentId === null, {
    error: 'one reporter',
    path: ['reporterAgentId'],
  })
  .meta({ id: 'NewTicket' })
export type NewTicket = z.output<typeof NewTicket>

export const NewStep = z
  .object({
    kind: StepKind,
    body: RichText.describe('May be empty if there are attachments'),
    visibility: Visibility,
    happenedAt: Instant.optional().describe('Default: now; not in the future'),
    performer: z
      .object({ id: Id, kind: z.enum(['agent', 'contact']) })
      .optional()
      .describe('Default: the author'),
    minutesSpent: z.int().min(0).max(60_000).nullable().default(null),
    /** Change of status made with this step: one transaction, one notification. */
    status: z
      .object({ to: Status, version: Version, until: Instant.nullable().default(null) })
      .nullable()
      .default(null),
    attachmentIds: AttachmentIds.default([]),
  })
  .refine((step) => step.body.trim() !== '' || step.attachmentIds.length > 0, { error: 'required', path: ['body'] })
  .meta({ id: 'NewStep' })
export type NewStep = z.output<typeof NewStep>

export const StatusChange = z
  .object({
    to: Status,
    version: Version,
    /** Solution when resolving, reason when rejecting, cancelling or reopening; optional when waiting; refused otherwise. */
    note: RichText.default(''),
    until: Instant.nullable().default(null).describe('For waiting only: returns to investigating at this instant'),
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
