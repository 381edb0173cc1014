import { z } from 'zod'
import { CompanyRef, Created, Id, IdParams, Line, Search, Text } from './common.ts'
import { route } from './route.ts'

export const SiteInput = z
  .object({
    companyId: Id,
    name: Line(200),
    address: Text(1000).default(''),
    access: Text(2_000).default('').describe('How one gets in: keys, codes, floor, whom to ask'),
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
  })
  .meta({ id: 'Site' })
export type Site = z.infer<typeof Site>

const tag = 'sites'

export const sites = {
  list: route({
    method: 'GET',
    path: '/api/sites',
    summary: 'Sites by name; with a text, those it finds by name, address or company',
    tag,
    access: 'contacts.read',
    query: Search.extend({ companyId: Id.optional(), after: z.string().max(300).optional() }),
    reply: z.object({ items: z.array(Site), next: z.string().nullable() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/sites/:id',
    summary: 'A site',
    tag,
    access: 'contacts.read',
    params: IdParams,
    reply: Site,
  }),
  create: route({
    method: 'POST',
    path: '/api/sites',
    summary: 'Record a site of a company',
    tag,
    access: 'contacts.edit',
    body: SiteInput,
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: '/api/sites/:id',
    summary: 'Change a site; one where machines stand stays with its company',
    tag,
    access: 'contacts.edit',
    params: IdParams,
    body: SiteInput.extend({ version: z.int().min(1) }),
    reply: Site,
  }),
}
