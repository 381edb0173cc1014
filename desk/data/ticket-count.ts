import { queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'

export type CountFilter = Input<typeof api.tickets.count>['query']

export const ticketCountQuery = (filter: CountFilter) =>
  queryOptions({
    queryKey: ['ticket', 'count', filter],
    queryFn: ({ signal }) => call(api.tickets.count, { query: filter }, { signal }),
    staleTime: 30_000,
  })
