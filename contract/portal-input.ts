import { z } from 'zod'
import { AttachmentIds } from './attachments.ts'
import { Email, Id, Line, OptionalEmail, OptionalLine, OptionalPhone, Text } from './common.ts'
import { Criticality, TicketKind } from './enums.ts'
import { Version } from './ticket-input.ts'

const Words = (max: number) => Text(max).describe('Plain text with line breaks; markup is not interpreted')

export const NewPortalTicket = z
  .object({
    title: Line(200),
    description: Words(50_000).default(''),
    kind: TicketKind.default('incident'),
    criticality: Criticality.default('normal'),
    equipmentIds: z
      .array(Id)
      .max(20)
      .transform((ids) => [...new Set(ids)])
      .default([])
      .describe('A machine of the client’s company'),
    projectId: Id.nullable()
      .default(null)
      .describe('An active project of the client’s company, or one that they belong to'),
    attachmentIds: AttachmentIds.default([]),
    /** For partners only: the affected contact, when it is somebody else. */
    onBehalfOf: z
      .object({ name: Line(200), phone: OptionalPhone, email: OptionalEmail, companyName: OptionalLine(200) })
      .refine((person) => person.phone !== null || person.email !== null, { error: 'phone or email', path: ['phone'] })
      .nullable()
      .default(null),
  })
  .meta({ id: 'NewPortalTicket' })
export type NewPortalTicket = z.output<typeof NewPortalTicket>

export const NewPortalStep = z
  .object({ body: Words(50_000).default(''), attachmentIds: AttachmentIds.default([]) })
  .refine((step) => step.body.trim() !== '' || step.attachmentIds.length > 0, { error: 'required', path: ['body'] })
  .meta({ id: 'NewPortalStep' })
export type NewPortalStep = z.output<typeof NewPortalStep>

export const PortalRating = z
  .object({
    stars: z.int().min(1).max(5).nullable().default(null).describe('null: only a comment, such as thanks'),
    words: Text(1000).trim().default(''),
  })
  .refine(({ stars, words }) => stars !== null || words !== '', { error: 'required', path: ['stars'] })
  .meta({ id: 'PortalRating' })
export type PortalRating = z.output<typeof PortalRating>

export const PortalStatusChange = z
  .object({
    to: z.enum(['cancelled', 'disputed', 'opened']),
    note: Words(50_000).describe('Reason, always required; stored as a step'),
    version: Version,
  })
  .meta({ id: 'PortalStatusChange' })
export type PortalStatusChange = z.output<typeof PortalStatusChange>

/** Code that a sign-in link shows in another browser, to be typed in the one that requested the link. */
export const LinkCode = z.object({
  code: z
    .string()
    .transform((typed) => typed.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{8}$/)),
  browser: z.string().max(100).optional().describe('For pages without cookies'),
})

export const LinkRequest = z.object({
  email: Email,
  ticketId: Id.nullable().default(null).describe('Ticket to which the link leads'),
  withoutCookie: z
    .boolean()
    .default(false)
    .describe('For pages of other origins, which keep the browser’s secret themselves'),
})

export const PortalTicketQuery = z.object({
  state: z.enum(['open', 'closed', 'all']).default('all'),
  whose: z.enum(['mine', 'company']).default('mine'),
  projectId: Id.optional().describe('Lists the anomalies of this project of mine, whoever reported them'),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
