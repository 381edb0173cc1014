import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'

/** Query of the teams that are not archived. */
export const teamsQuery = queryOptions({
  queryKey: ['team', 'list'],
  queryFn: async ({ signal }) => (await call(api.teams.list, { query: {} }, { signal })).items,
  staleTime: 5 * 60_000,
})
