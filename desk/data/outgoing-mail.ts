import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'

const outgoingMailQuery = queryOptions({
  queryKey: ['mail', 'outgoing'],
  queryFn: ({ signal }) => call(api.mail.outgoing, {}, { signal }),
  staleTime: 60_000,
})

/** Whether mail leaves at all; undefined until that is known. */
export const useOutgoingMail = () => useQuery(outgoingMailQuery).data?.state
