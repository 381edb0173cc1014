import { z } from 'zod'
import { phonePattern } from './rules/phone-pattern.ts'

/** Limit of counts: beyond it, an exact number helps nobody. */
export const countedAtMost = 1_000

/** UUID, also in upper case, as some programs write it. */
export const Id = z.uuid().toLowerCase()
export const IdParams = z.object({ id: Id })
export const Instant = z.iso.datetime({ offset: true })

/** One line of text without control characters, trimmed and in Unicode form NFC, so that searches find it however it was typed. */
export const Line = (max: number) =>
  z
    .string()
    .normalize()
    .trim()
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]*$/u, 'control characters')

/** Text of several lines, without what PostgreSQL cannot store: U+0000 and lone surrogates. */
export const Text = (max: number) =>
  z
    .string()
    .normalize()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what it refuses
    .regex(/^[^\u0000\ud800-\udfff]*$/u, 'not storable')

/** Optional line: an empty one, as forms send it, becomes null. */
export const OptionalLine = (max: number) =>
  z
    .union([Line(max), z.literal('').transform(() => null), z.null()])
    .optional()
    .transform((value) => value ?? null)

export const Email = z.email().max(254).trim().toLowerCase()
export const OptionalEmail = z
  .union([Email, z.literal('').transform(() => null), z.null()])
  .optional()
  .transform((value) => value ?? null)

/** Phone number as people write it; searches compare its digits. */
export const Phone = z.string().trim().max(40).regex(phonePattern, 'not a phone number')
export const OptionalPhone = z
  .union([Phone, z.literal('').transform(() => null), z.null()])
  .optional()
  .transform((value) => value ?? null)

export const Search = z.object({
  text: Text(200).default(''),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

/** Query of a list of records: filter, order, and the page after `after`. */
export const RecordQuery = Search.extend({
  archived: z.enum(['true']).optional().describe('Lists archived records instead'),
  sort: z.enum(['name', 'newest']).default('name'),
  after: z.string().max(300).optional(),
})

/** Parameter of a query string with several values: `?status=opened,fixing`. */
export const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .max(2000)
    .transform((value) => value.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(50))

export const AgentRef = z.object({ id: Id, name: z.string() }).meta({ id: 'AgentRef' })
export type AgentRef = z.infer<typeof AgentRef>
export const CompanyRef = z.object({ id: Id, name: z.string() }).meta({ id: 'CompanyRef' })
export type CompanyRef = z.infer<typeof CompanyRef>
export const ContactRef = z
  .object({
    id: Id,
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    company: CompanyRef.nullable(),
  })
  .meta({ id: 'ContactRef' })
export type ContactRef = z.infer<typeof ContactRef>
/** Company named by an outside sender, kept until an agent attaches the contact to a company. */
export const StatedCompany = z
  .object({ name: z.string(), found: CompanyRef.nullable().describe('Company that has this name') })
  .meta({ id: 'StatedCompany' })
export type StatedCompany = z.infer<typeof StatedCompany>

/** Place of a company, with its address and access instructions. */
export const SiteRef = z
  .object({ id: Id, name: z.string(), address: z.string(), access: z.string() })
  .meta({ id: 'SiteRef' })
export type SiteRef = z.infer<typeof SiteRef>
export const EquipmentRef = z
  .object({
    id: Id,
    label: z.string().describe('Brand and model'),
    serialNumber: z.string().nullable(),
    location: z.string().nullable(),
  })
  .meta({ id: 'EquipmentRef' })
export type EquipmentRef = z.infer<typeof EquipmentRef>
export const ProjectRef = z.object({ id: Id, name: z.string() }).meta({ id: 'ProjectRef' })
export type ProjectRef = z.infer<typeof ProjectRef>
export const TeamRef = z.object({ id: Id, name: z.string() }).meta({ id: 'TeamRef' })
export type TeamRef = z.infer<typeof TeamRef>
export const Created = z.object({ id: Id }).meta({ id: 'Created' })
