import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../../../lib/api.ts'
import { searchKey, type TicketSearch } from '../filter.ts'

const few = 15

export const relatedTicketsQuery = (of: TicketSearch) =>
  queryOptions({
    queryKey: ['ticket', 'of', searchKey(of)],
    queryFn: ({ signal }) => call(api.tickets.list, { query: { state: 'all', ...of, limit: few } }, { signal }),
  })
