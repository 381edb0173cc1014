import type { Contact } from '../../../../contract/contacts.ts'
import { ContactKind, contactKinds, Locale, locales } from '../../../../contract/enums.ts'
import { api, call } from '../../../lib/api.ts'
import type { RecordItem, RecordKind, RecordValues } from '../record-kind.ts'
import { setArchivedBy } from '../set-archived.ts'

export const kindChoices = contactKinds.map((value) => ({ value, label: `contactKind.${value}` as const }))

const languageChoices = locales.map((value) => ({ value, label: `me.language.${value}` as const }))

const supervisorChoices = [
  { value: 'no', label: 'record.supervisor.no' },
  { value: 'yes', label: 'record.supervisor.yes' },
] as const

const itemOf = ({
  id,
  version,
  archived,
  mergedInto,
  statedCompany,
  company,
  kind,
  locale,
  supervisor,
  name,
  ...rest
}: Contact): RecordItem => ({
  id,
  version,
  archived,
  mergedInto,
  statedCompany,
  values: {
    company,
    site: null,
    fields: {
      name,
      kind,
      locale,
      supervisor: supervisor ? 'yes' : 'no',
      notes: rest.notes,
      phone: rest.phone ?? '',
      mobile: rest.mobile ?? '',
      email: rest.email ?? '',
      jobTitle: rest.jobTitle ?? '',
      externalRef: rest.externalRef ?? '',
    },
  },
})

const inputOf = ({ fields: { name = '', kind, locale, supervisor, ...rest }, company }: RecordValues) => ({
  ...rest,
  name,
  kind: ContactKind.catch('client').parse(kind),
  locale: Locale.catch('fr').parse(locale),
  supervisor: supervisor === 'yes',
  companyId: company?.id ?? null,
})

export const contactKind: RecordKind = {
  name: 'contact',
  path: '/contacts',
  edit: 'contacts.edit',
  title: ({ fields }) => fields.name ?? '',
  narrow: 'kind',
  columns: [['company'], ['phone', 'mobile'], ['email']],
  fields: [
    { name: 'name', label: 'record.name', type: 'text', required: true, max: 200 },
    { name: 'company', label: 'record.company', type: 'company' },
    { name: 'jobTitle', label: 'record.job_title', type: 'text', max: 200 },
    { name: 'phone', label: 'record.phone', type: 'tel', max: 40 },
    { name: 'mobile', label: 'record.mobile', type: 'tel', max: 40 },
    { name: 'email', label: 'record.email', type: 'email', max: 254 },
    { name: 'kind', label: 'record.kind', type: 'choice', choices: kindChoices },
    { name: 'supervisor', label: 'record.supervisor', type: 'choice', choices: supervisorChoices },
    { name: 'locale', label: 'me.language', type: 'choice', choices: languageChoices },
    { name: 'externalRef', label: 'record.external_ref', type: 'text', max: 100 },
    { name: 'notes', label: 'record.notes', type: 'area', max: 10_000 },
  ],
  list: async ({ siteId: _, choice, ...query }, signal) => {
    const kind = ContactKind.optional().catch(undefined).parse(choice)
    const { items, next } = await call(api.contacts.list, { query: { ...query, kind, limit: 50 } }, { signal })
    return { items: items.map(itemOf), next }
  },
  merging: {
    preview: (id, intoId, signal) => call(api.contactMerging.preview, { params: { id, intoId } }, { signal }),
    merge: (id, intoId, order) => call(api.contactMerging.merge, { params: { id, intoId }, body: order }),
  },
  setArchived: setArchivedBy(api.contacts, itemOf),
  show: async (id, signal) => itemOf(await call(api.contacts.show, { params: { id } }, { signal })),
  create: (values) => call(api.contacts.create, { body: inputOf(values) }),
  change: async (id, version, values) =>
    itemOf(await call(api.contacts.change, { params: { id }, body: { ...inputOf(values), version } })),
}
