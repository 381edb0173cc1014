import { z } from 'zod'
import { AttachmentIds } from './attachments.ts'
import { Email, Id, Line, OptionalEmail, OptionalLine, OptionalPhone, Text } from './common.ts'
import { Criticality, TicketKind } from './enums.ts'
import { Version } from './ticket-input.ts'

const Words = (max: number) => Text(max).describe('Plain text, its lines kept; markup in it stays words')

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
      .describe('Of the client’s company'),
    projectId: Id.nullable()
      .default(null)
      .describe('An active project of the client’s company, or one that they belong to'),
    attachmentIds: AttachmentIds.default([]),
    /** Partners only: whom it concerns, when not themselves. */
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
    stars: z.int().min(1).max(5).nullable().default(null).describe('null: words alone, such as thanks'),
    words: Text(1000).trim().default(''),
  })
  .refine(({ stars, words }) => stars !== null || words !== '', { error: 'required', path: ['stars'] })
  .meta({ id: 'PortalRating' })
export type PortalRating = z.output<typeof PortalRating>

export const PortalStatusChange = z
  .object({
    to: z.enum(['cancelled', 'disputed', 'opened']),
    note: Words(50_000).describe('The reason, always asked for; kept as a step'),
    version: Version,
  })
  .meta({ id: 'PortalStatusChange' })
export type PortalStatusChange = z.output<typeof PortalStatusChange>

/** The code that a sign-in link shows where it is opened, typed where it was asked for. */
export const LinkCode = z.object({
  code: z
    .string()
    .transform((typed) => typed.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{8}$/)),
  browser: z.string().max(100).optional().describe('For pages that have no cookie'),
})

export const LinkRequest = z.object({
  email: Email,
  ticketId: Id.nullable().default(null).describe('where the link leads'),
  withoutCookie: z.boolean().default(false).describe('For pages of other origins: they keep the secret of the browser'),
})

export const PortalTicketQuery = z.object({
  state: z.enum(['open', 'closed', 'all']).default('all'),
  whose: z.enum(['mine', 'company']).default('mine'),
  projectId: Id.optional().describe('The anomalies of this project, to which I belong, whoever reported them'),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
