import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'

/** Query of open tickets to handle of an agent, by due date. */
export const ticketsToHandleQuery = (agent: string) =>
  queryOptions({
    queryKey: ['ticket', 'to-handle', agent],
    queryFn: ({ signal }) =>
      call(api.tickets.list, { query: { toHandle: agent, sort: 'due', limit: 100 } }, { signal }),
  })

/** Query of a few tickets that match a number or words. The previous result is shown until the next one arrives. */
export const ticketsByTextQuery = (text: string) =>
  queryOptions({
    queryKey: ['ticket', 'by-text', text],
    queryFn: async ({ signal }) =>
      (await call(api.tickets.list, { query: { text, state: 'all', limit: 4 } }, { signal })).items,
    placeholderData: keepPreviousData,
  })
