import { queryOptions } from '@tanstack/react-query'
import type { FieldName } from '../../../contract/rules/query/index.ts'
import { agentsQuery } from '../../data/agents.ts'
import { teamsQuery } from '../../data/teams.ts'
import { api, call } from '../../lib/api.ts'

type Named = { name: string }

/** News of these subjects changes the names of a field. */
const subjects: Partial<Record<FieldName, string>> = {
  lead: 'agent',
  assignee: 'agent',
  watcher: 'agent',
  team: 'team',
  tag: 'tag',
  company: 'company',
  project: 'project',
  equipment: 'equipment',
}

const atMost = 20

/** Query of names that a name field of the search language can be compared with, for a typed beginning. */
export const recordNamesQuery = (field: FieldName | null, text: string) =>
  queryOptions({
    queryKey: [(field && subjects[field]) ?? 'contact', 'names', field, text],
    queryFn: async ({ client, signal }): Promise<string[]> => {
      const query = { text, limit: atMost }
      const namesOf = ({ items }: { items: readonly Named[] }) => items.map(({ name }) => name)
      switch (field) {
        case 'lead':
        case 'assignee':
        case 'watcher':
          return activeNames(await client.ensureQueryData(agentsQuery))
        case 'team':
          return (await client.ensureQueryData(teamsQuery)).map(({ name }) => name)
        case 'tag':
          return namesOf(await call(api.tags.list, { query: { text } }, { signal }))
        case 'company':
          return namesOf(await call(api.companies.list, { query }, { signal }))
        case 'project':
          return namesOf(await call(api.projects.list, { query }, { signal }))
        case 'equipment': {
          const { items } = await call(api.equipment.list, { query }, { signal })
          return items.map(({ brand, model }) => [brand, model].filter(Boolean).join(' '))
        }
        default:
          return namesOf(await call(api.contacts.list, { query }, { signal }))
      }
    },
    enabled: field !== null,
    // The names of another field are none of this one.
    placeholderData: (previous, query) => (query?.queryKey[2] === field ? previous : undefined),
    staleTime: 60_000,
  })

const activeNames = (agents: readonly (Named & { disabled: boolean })[]) =>
  agents.filter(({ disabled }) => !disabled).map(({ name }) => name)
