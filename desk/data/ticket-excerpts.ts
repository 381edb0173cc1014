import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'
import type { NewsMeta } from '../lib/live/invalidate.ts'

/** Excerpts are not refreshed, so that lines do not change while they are read. */
const noNews: NewsMeta = { subjects: [] }

/** Query of excerpts by ticket id, for tickets whose title lacks the searched words. At most 50 at a time. */
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
