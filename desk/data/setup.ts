import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'

/** Query whether this desk is set up, and whether it can send mails. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(api.setup.show, {}, { signal }),
  staleTime: 0,
})
