import { ProjectState, projectStates } from '../../../../contract/enums.ts'
import type { Project } from '../../../../contract/projects.ts'
import { api, call } from '../../../lib/api.ts'
import type { RecordItem, RecordKind, RecordValues } from '../record-kind.ts'
import { setArchivedBy } from '../set-archived.ts'

const itemOf = ({
  id,
  version,
  archived,
  mergedInto,
  company,
  name,
  state,
  notes,
  externalRef,
}: Project): RecordItem => ({
  id,
  version,
  archived,
  mergedInto,
  values: { company, site: null, fields: { name, state, notes, externalRef: externalRef ?? '' } },
})

const inputOf = ({ fields: { name = '', state, ...rest }, company }: RecordValues) => ({
  ...rest,
  name,
  state: ProjectState.catch('active').parse(state),
  companyId: company?.id ?? null,
})

export const projectKind: RecordKind = {
  name: 'project',
  path: '/projets',
  edit: 'projects.edit',
  title: ({ fields }) => fields.name ?? '',
  narrow: 'state',
  columns: [['company'], ['state']],
  fields: [
    { name: 'name', label: 'record.name', type: 'text', required: true, max: 200 },
    { name: 'company', label: 'record.company', type: 'company' },
    {
      name: 'state',
      label: 'record.state',
      type: 'choice',
      choices: projectStates.map((value) => ({ value, label: `projectState.${value}` as const })),
    },
    { name: 'externalRef', label: 'record.external_ref', type: 'text', max: 100 },
    { name: 'notes', label: 'record.notes', type: 'area', max: 10_000 },
  ],
  list: async ({ siteId: _, choice, ...query }, signal) => {
    const state = ProjectState.optional().catch(undefined).parse(choice)
    const { items, next } = await call(api.projects.list, { query: { ...query, state, limit: 50 } }, { signal })
    return { items: items.map(itemOf), next }
  },
  merging: {
    preview: (id, intoId, signal) => call(api.projectMerging.preview, { params: { id, intoId } }, { signal }),
    merge: (id, intoId, order) => call(api.projectMerging.merge, { params: { id, intoId }, body: order }),
  },
  setArchived: setArchivedBy(api.projects, itemOf),
  show: async (id, signal) => itemOf(await call(api.projects.show, { params: { id } }, { signal })),
  create: (values) => call(api.projects.create, { body: inputOf(values) }),
  change: async (id, version, values) =>
    itemOf(await call(api.projects.change, { params: { id }, body: { ...inputOf(values), version } })),
}
