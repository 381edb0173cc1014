import { z } from 'zod'
import { archiving } from './archiving.ts'
import { CompanyRef, Created, Id, IdParams, Line, OptionalLine, RecordQuery, SiteRef, Text } from './common.ts'
import { route } from './route.ts'

const Day = z.iso.date()

export const EquipmentInput = z
  .object({
    brand: Line(100),
    model: OptionalLine(100),
    serialNumber: OptionalLine(100),
    location: OptionalLine(200),
    companyId: Id.nullable().default(null),
    siteId: Id.nullable().default(null).describe('A site of the same company'),
    installedOn: Day.nullable().default(null),
    warrantyUntil: Day.nullable().default(null),
    externalRef: OptionalLine(100),
    notes: Text(10_000).default(''),
  })
  .meta({ id: 'EquipmentFields' })
export type EquipmentInput = z.output<typeof EquipmentInput>

export const Equipment = z
  .object({
    id: Id,
    version: z.int(),
    brand: z.string(),
    model: z.string().nullable(),
    serialNumber: z.string().nullable(),
    location: z.string().nullable(),
    company: CompanyRef.nullable(),
    site: SiteRef.nullable(),
    installedOn: Day.nullable(),
    warrantyUntil: Day.nullable(),
    externalRef: z.string().nullable(),
    notes: z.string(),
    archived: z.boolean(),
    mergedInto: Id.nullable().describe('The record into which it was merged'),
  })
  .meta({ id: 'Equipment' })
export type Equipment = z.infer<typeof Equipment>

export const equipment = {
  list: route({
    method: 'GET',
    path: '/api/equipment',
    summary: 'List equipment by brand and model, or what matches a text',
    tag: 'equipment',
    access: 'equipment.read',
    query: RecordQuery.extend({ companyId: Id.optional(), siteId: Id.optional() }),
    reply: z.object({ items: z.array(Equipment), next: z.string().nullable() }),
  }),
  show: route({
    method: 'GET',
    path: '/api/equipment/:id',
    summary: 'Get a piece of equipment',
    tag: 'equipment',
    access: 'equipment.read',
    params: IdParams,
    reply: Equipment,
  }),
  create: route({
    method: 'POST',
    path: '/api/equipment',
    summary: 'Create a piece of equipment',
    tag: 'equipment',
    access: 'equipment.edit',
    body: EquipmentInput,
    reply: Created,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: '/api/equipment/:id',
    summary: 'Change a piece of equipment',
    tag: 'equipment',
    access: 'equipment.edit',
    params: IdParams,
    body: EquipmentInput.extend({ version: z.int().min(1) }),
    reply: Equipment,
  }),
  ...archiving('equipment', { one: 'a piece of equipment', tag: 'equipment', access: 'equipment.edit' }, Equipment),
}
