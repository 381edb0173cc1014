import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'
import type { NewsMeta } from '../lib/live/invalidate.ts'

/** An agent contains the names of their teams and the permissions of their role. */
const shown: NewsMeta = { subjects: ['agent', 'role', 'team'] }

/** Query of all agents, including disabled ones. */
export const agentsQuery = queryOptions({
  queryKey: ['agent', 'list'],
  queryFn: async ({ signal }) => (await call(api.agents.list, {}, { signal })).items,
  meta: shown,
  staleTime: 5 * 60_000,
})
