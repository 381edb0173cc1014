import { z } from 'zod'
import { archiving } from './archiving.ts'
import { CompanyRef, Created, Id, IdParams, Line, RecordQuery, Text } from './common.ts'
import { route } from './route.ts'

export const SiteInput = z
  .object({
    companyId: Id,
    name: Line(200),
    address: Text(1000).default(''),
    access: Text(2_000).default('').describe('How to get in: keys, codes, floor, whom to ask'),
  })
  .meta({ id: 'SiteFields' })
export type SiteInput = z.output<typeof SiteInput>

export const Site = z
  .object({
    id: Id,
    version: z.int(),
    company: CompanyRef,
    name: z.string(),
    address: z.string(),
    access: z.string(),
    archived: z.boolean(),
  })
  .meta({ id: 'Site' })
export type Site = z.infer<typeof Site>

const tag = 'sites'

export const sites = {
  list: route({
    method: 'GET',
    path: '/api/sites',
    summary: 'List sites by name, or those whose name, address or company matches a text',
    tag,
    access: 'contacts.read',
    query: RecordQuery.extend({ companyId: Id.optional() }),
    reply: z.object({ items: z.array(Site), next: z.string().nullable() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/sites/:id',
    summary: 'Get a site',
    tag,
    access: 'contacts.read',
    params: IdParams,
    reply: Site,
  }),
  create: route({
    method: 'POST',
    path: '/api/sites',
    summary: 'Create a site of a company',
    tag,
    access: 'contacts.edit',
    body: SiteInput,
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: '/api/sites/:id',
    summary: 'Change a site; its company only if it has no machines',
    tag,
    access: 'contacts.edit',
    params: IdParams,
    body: SiteInput.extend({ version: z.int().min(1) }),
    reply: Site,
  }),
  ...archiving('sites', { one: 'a site', tag, access: 'contacts.edit' }, Site),
}
