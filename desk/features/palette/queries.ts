import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'

export const paletteTicketsQuery = (text: string) =>
  queryOptions({
    queryKey: ['ticket', 'palette', text],
    queryFn: ({ signal }) => call(api.tickets.list, { query: { text, state: 'all', limit: 5 } }, { signal }),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
  })
