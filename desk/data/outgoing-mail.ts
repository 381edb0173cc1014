import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'

const outgoingMailQuery = queryOptions({
  queryKey: ['mail', 'outgoing'],
  queryFn: ({ signal }) => call(api.mail.outgoing, {}, { signal }),
  staleTime: 60_000,
})

/** Returns whether mail is being sent; undefined until known. */
export const useOutgoingMail = () => useQuery(outgoingMailQuery).data?.state
