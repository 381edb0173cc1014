import type { Site } from '../../../../contract/sites.ts'
import { api, call } from '../../../lib/api.ts'
import type { RecordItem, RecordKind, RecordValues } from '../record-kind.ts'
import { setArchivedBy } from '../set-archived.ts'

const itemOf = ({ id, version, archived, company, name, address, access }: Site): RecordItem => ({
  id,
  version,
  archived,
  values: { company, site: null, fields: { name, address, access } },
})

const inputOf = ({ fields: { name = '', address, access }, company }: RecordValues) => ({
  name,
  address,
  access,
  companyId: company?.id ?? '',
})

export const siteKind: RecordKind = {
  name: 'site',
  path: '/sites',
  edit: 'contacts.edit',
  title: ({ fields }) => fields.name ?? '',
  columns: [['company'], ['address']],
  fields: [
    { name: 'name', label: 'record.name', type: 'text', required: true, max: 200 },
    { name: 'company', label: 'record.company', type: 'company', required: true },
    { name: 'address', label: 'record.address', type: 'area', max: 1000 },
    { name: 'access', label: 'record.access', type: 'area', max: 2_000 },
  ],
  list: async ({ siteId: _, ...query }, signal) => {
    const { items, next } = await call(api.sites.list, { query: { ...query, limit: 50 } }, { signal })
    return { items: items.map(itemOf), next }
  },
  setArchived: setArchivedBy(api.sites, itemOf),
  show: async (id, signal) => itemOf(await call(api.sites.show, { params: { id } }, { signal })),
  create: (values) => call(api.sites.create, { body: inputOf(values) }),
  change: async (id, version, values) =>
    itemOf(await call(api.sites.change, { params: { id }, body: { ...inputOf(values), version } })),
}
