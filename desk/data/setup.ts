import { queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'

/** Query of whether this desk is set up, and whether it can mail. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(api.setup.show, {}, { signal }),
  staleTime: 0,
})
