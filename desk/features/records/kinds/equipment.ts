import type { Equipment } from '../../../../contract/equipment.ts'
import { api, call } from '../../../lib/api.ts'
import type { RecordItem, RecordKind, RecordValues } from '../record-kind.ts'
import { setArchivedBy } from '../set-archived.ts'

const itemOf = ({ id, version, archived, mergedInto, company, site, brand, ...rest }: Equipment): RecordItem => ({
  id,
  version,
  archived,
  mergedInto,
  values: {
    company,
    site,
    fields: {
      brand,
      notes: rest.notes,
      model: rest.model ?? '',
      serialNumber: rest.serialNumber ?? '',
      location: rest.location ?? '',
      installedOn: rest.installedOn ?? '',
      warrantyUntil: rest.warrantyUntil ?? '',
      externalRef: rest.externalRef ?? '',
    },
  },
})

const inputOf = ({ fields: { brand = '', installedOn, warrantyUntil, ...rest }, company, site }: RecordValues) => ({
  ...rest,
  brand,
  installedOn: installedOn || null,
  warrantyUntil: warrantyUntil || null,
  companyId: company?.id ?? null,
  siteId: site?.id ?? null,
})

export const equipmentKind: RecordKind = {
  name: 'equipment',
  path: '/equipements',
  edit: 'equipment.edit',
  title: ({ fields }) => [fields.brand, fields.model].filter(Boolean).join(' '),
  columns: [['company'], ['location'], ['serialNumber']],
  fields: [
    { name: 'brand', label: 'record.brand', type: 'text', required: true, max: 100 },
    { name: 'model', label: 'record.model', type: 'text', max: 100 },
    { name: 'company', label: 'record.company', type: 'company' },
    { name: 'site', label: 'record.site', type: 'site' },
    { name: 'location', label: 'record.location', type: 'text', max: 200 },
    { name: 'serialNumber', label: 'record.serial_number', type: 'text', max: 100 },
    { name: 'installedOn', label: 'record.installed_on', type: 'date' },
    { name: 'warrantyUntil', label: 'record.warranty_until', type: 'date' },
    { name: 'externalRef', label: 'record.external_ref', type: 'text', max: 100 },
    { name: 'notes', label: 'record.notes', type: 'area', max: 10_000 },
  ],
  list: async ({ choice: _, ...query }, signal) => {
    const { items, next } = await call(api.equipment.list, { query: { ...query, limit: 50 } }, { signal })
    return { items: items.map(itemOf), next }
  },
  merging: {
    preview: (id, intoId, signal) => call(api.equipmentMerging.preview, { params: { id, intoId } }, { signal }),
    merge: (id, intoId, order) => call(api.equipmentMerging.merge, { params: { id, intoId }, body: order }),
  },
  setArchived: setArchivedBy(api.equipment, itemOf),
  show: async (id, signal) => itemOf(await call(api.equipment.show, { params: { id } }, { signal })),
  create: (values) => call(api.equipment.create, { body: inputOf(values) }),
  change: async (id, version, values) =>
    itemOf(await call(api.equipment.change, { params: { id }, body: { ...inputOf(values), version } })),
}
