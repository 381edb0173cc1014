import { z } from 'zod'
import { archiving } from './archiving.ts'
import {
  CompanyRef,
  Created,
  EquipmentRef,
  Id,
  IdParams,
  Line,
  OptionalEmail,
  OptionalLine,
  OptionalPhone,
  RecordQuery,
  StatedCompany,
  Text,
} from './common.ts'
import { ContactKind, Locale } from './enums.ts'
import { route } from './route.ts'
import { TicketRow } from './tickets.ts'

const Notes = Text(10_000).default('')

export const ContactInput = z
  .object({
    name: Line(200),
    kind: ContactKind.default('client'),
    /** Language of mails to them. */
    locale: Locale.default('fr'),
    phone: OptionalPhone,
    mobile: OptionalPhone,
    email: OptionalEmail,
    jobTitle: OptionalLine(200),
    companyId: Id.nullable().default(null),
    supervisor: z.boolean().default(false).describe('Sees all tickets of their company in the client portal'),
    externalRef: OptionalLine(100),
    notes: Notes,
  })
  .meta({ id: 'ContactFields' })
export type ContactInput = z.output<typeof ContactInput>

export const Contact = z
  .object({
    id: Id,
    version: z.int(),
    name: z.string(),
    kind: ContactKind,
    locale: Locale,
    phone: z.string().nullable(),
    mobile: z.string().nullable(),
    email: z.string().nullable(),
    jobTitle: z.string().nullable(),
    company: CompanyRef.nullable(),
    statedCompany: StatedCompany.nullable().describe('Null once they have a company'),
    supervisor: z.boolean(),
    externalRef: z.string().nullable(),
    notes: z.string(),
    archived: z.boolean(),
    mergedInto: Id.nullable().describe('The record into which it was merged'),
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof Contact>

export const CompanyInput = z
  .object({
    name: Line(200),
    kind: ContactKind.default('client'),
    phone: OptionalPhone,
    email: OptionalEmail,
    address: Text(1000).default(''),
    externalRef: OptionalLine(100),
    notes: Notes,
  })
  .meta({ id: 'CompanyFields' })
export type CompanyInput = z.output<typeof CompanyInput>

export const Company = z
  .object({
    id: Id,
    version: z.int(),
    name: z.string(),
    kind: ContactKind,
    phone: z.string().nullable(),
    email: z.string().nullable(),
    address: z.string(),
    externalRef: z.string().nullable(),
    notes: z.string(),
    archived: z.boolean(),
    mergedInto: Id.nullable().describe('The record into which it was merged'),
  })
  .meta({ id: 'Company' })
export type Company = z.infer<typeof Company>

/** Suggestion for the caller being typed. */
export const Caller = z
  .object({
    contactId: Id,
    name: z.string(),
    phone: z.string().nullable(),
    mobile: z.string().nullable(),
    email: z.string().nullable(),
    company: CompanyRef.nullable(),
    openTickets: z.int().describe('Of the company; of the contact if they have none'),
    machines: z.int(),
    /** The machine that matched, if any. */
    machine: EquipmentRef.nullable(),
  })
  .meta({ id: 'Caller' })
export type Caller = z.infer<typeof Caller>

/** Card shown to the operator once the caller is known. */
export const CallerCard = z
  .object({
    contact: Contact,
    company: Company.nullable(),
    openTickets: z.array(TicketRow).describe('At most 20, of the company or the contact, newest first'),
    machines: z.array(EquipmentRef).describe('At most 50'),
  })
  .meta({ id: 'CallerCard' })
export type CallerCard = z.infer<typeof CallerCard>

const Changed = <T extends z.ZodRawShape>(input: z.ZodObject<T>) => input.extend({ version: z.int().min(1) })

export const contacts = {
  callers: route({
    method: 'GET',
    path: '/api/callers',
    summary: 'Find callers by name, company, phone number or machine, tolerating accents and typos',
    tag: 'contacts',
    access: 'contacts.read',
    query: z.object({ text: Text(200), limit: z.coerce.number().int().min(1).max(20).default(8) }),
    reply: z.object({ items: z.array(Caller) }),
  }),
  callerCard: route({
    method: 'GET',
    path: '/api/callers/:id',
    summary: 'Get a caller with their company, open tickets and machines, by contact id',
    tag: 'contacts',
    access: 'contacts.read',
    params: IdParams,
    reply: CallerCard,
  }),
  list: route({
    method: 'GET',
    path: '/api/contacts',
    summary: 'List contacts by name, or those that match a text',
    tag: 'contacts',
    access: 'contacts.read',
    query: RecordQuery.extend({ companyId: Id.optional(), kind: ContactKind.optional() }),
    reply: z.object({ items: z.array(Contact), next: z.string().nullable() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/contacts/:id',
    summary: 'Get a contact',
    tag: 'contacts',
    access: 'contacts.read',
    params: IdParams,
    reply: Contact,
  }),
  create: route({
    method: 'POST',
    path: '/api/contacts',
    summary: 'Create a contact',
    tag: 'contacts',
    access: 'contacts.edit',
    body: ContactInput,
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: '/api/contacts/:id',
    summary: 'Change a contact',
    tag: 'contacts',
    access: 'contacts.edit',
    params: IdParams,
    body: Changed(ContactInput),
    reply: Contact,
  }),
  ...archiving('contacts', { one: 'a contact', tag: 'contacts', access: 'contacts.edit' }, Contact),
  setCompany: route({
    method: 'PUT',
    path: '/api/contacts/:id/company',
    summary:
      'Set a contact’s company, existing or new, also for open tickets whose first concerned contact they are; null removes it',
    tag: 'contacts',
    access: 'contacts.edit',
    params: IdParams,
    body: z.object({
      version: z.int().min(1),
      companyId: Id.nullable().default(null),
      companyName: OptionalLine(200).describe('Name of a company to create'),
    }),
    reply: Contact,
  }),
}

export const companies = {
  list: route({
    method: 'GET',
    path: '/api/companies',
    summary: 'List companies by name, or those that match a text',
    tag: 'companies',
    access: 'contacts.read',
    query: RecordQuery.extend({ kind: ContactKind.optional() }),
    reply: z.object({ items: z.array(Company), next: z.string().nullable() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/companies/:id',
    summary: 'Get a company',
    tag: 'companies',
    access: 'contacts.read',
    params: IdParams,
    reply: Company,
  }),
  create: route({
    method: 'POST',
    path: '/api/companies',
    summary: 'Create a company',
    tag: 'companies',
    access: 'contacts.edit',
    body: CompanyInput,
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: '/api/companies/:id',
    summary: 'Change a company',
    tag: 'companies',
    access: 'contacts.edit',
    params: IdParams,
    body: Changed(CompanyInput),
    reply: Company,
  }),
  ...archiving('companies', { one: 'a company', tag: 'companies', access: 'contacts.edit' }, Company),
}
