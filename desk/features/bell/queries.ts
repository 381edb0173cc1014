import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'
import type { NewsMeta } from '../../lib/live/invalidate.ts'

/** Metadata of a query that is refreshed at its own rate: see use-unread.ts. */
const ownNews: NewsMeta = { ownNews: true }

export const unreadQuery = queryOptions({
  queryKey: ['unread'],
  queryFn: ({ signal }) => call(api.unread.list, {}, { signal }),
  meta: ownNews,
  staleTime: 0,
})
