import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'

export const agentListQuery = queryOptions({
  queryKey: ['agent', 'list'],
  queryFn: ({ signal }) => call(api.agents.list, {}, { signal }),
})
