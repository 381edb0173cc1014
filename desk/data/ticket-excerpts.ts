import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'
import type { NewsMeta } from '../lib/live/invalidate.ts'

/** They stay as they were found: a line below a title that changes under the eye would not help. */
const noNews: NewsMeta = { subjects: [] }

/** Where the words stand in these tickets, by id, when their titles do not say it. At most 50 at a time. */
export const ticketExcerptsQuery = (text: string, ids: string[]) =>
  queryOptions({
    queryKey: ['ticket', 'excerpts', text, ids],
    queryFn: async ({ signal }) => {
      const { items } = await call(api.tickets.excerpts, { query: { text, ids: ids.join(',') } }, { signal })
      return new Map(items.map((excerpt) => [excerpt.id, excerpt]))
    },
    enabled: text !== '' && ids.length > 0,
    placeholderData: keepPreviousData,
    meta: noNews,
  })
