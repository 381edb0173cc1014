import type { Company } from '../../../../contract/contacts.ts'
import { ContactKind } from '../../../../contract/enums.ts'
import { api, call } from '../../../lib/api.ts'
import type { RecordItem, RecordKind, RecordValues } from '../record-kind.ts'
import { setArchivedBy } from '../set-archived.ts'
import { kindChoices } from './contact.ts'

const itemOf = ({ id, version, archived, mergedInto, kind, name, ...rest }: Company): RecordItem => ({
  id,
  version,
  archived,
  mergedInto,
  values: {
    company: null,
    site: null,
    fields: {
      name,
      kind,
      address: rest.address,
      notes: rest.notes,
      phone: rest.phone ?? '',
      email: rest.email ?? '',
      externalRef: rest.externalRef ?? '',
    },
  },
})

const inputOf = ({ fields: { name = '', kind, ...rest } }: RecordValues) => ({
  ...rest,
  name,
  kind: ContactKind.catch('client').parse(kind),
})

export const companyKind: RecordKind = {
  name: 'company',
  path: '/societes',
  edit: 'contacts.edit',
  title: ({ fields }) => fields.name ?? '',
  narrow: 'kind',
  columns: [['kind'], ['phone'], ['address']],
  fields: [
    { name: 'name', label: 'record.name', type: 'text', required: true, max: 200 },
    { name: 'phone', label: 'record.phone', type: 'tel', max: 40 },
    { name: 'email', label: 'record.email', type: 'email', max: 254 },
    { name: 'address', label: 'record.address', type: 'area', max: 1000 },
    { name: 'kind', label: 'record.kind', type: 'choice', choices: kindChoices },
    { name: 'externalRef', label: 'record.external_ref', type: 'text', max: 100 },
    { name: 'notes', label: 'record.notes', type: 'area', max: 10_000 },
  ],
  list: async ({ companyId: _company, siteId: _site, choice, ...query }, signal) => {
    const kind = ContactKind.optional().catch(undefined).parse(choice)
    const { items, next } = await call(api.companies.list, { query: { ...query, kind, limit: 50 } }, { signal })
    return { items: items.map(itemOf), next }
  },
  merging: {
    preview: (id, intoId, signal) => call(api.companyMerging.preview, { params: { id, intoId } }, { signal }),
    merge: (id, intoId, order) => call(api.companyMerging.merge, { params: { id, intoId }, body: order }),
  },
  setArchived: setArchivedBy(api.companies, itemOf),
  show: async (id, signal) => itemOf(await call(api.companies.show, { params: { id } }, { signal })),
  create: (values) => call(api.companies.create, { body: inputOf(values) }),
  change: async (id, version, values) =>
    itemOf(await call(api.companies.change, { params: { id }, body: { ...inputOf(values), version } })),
}
