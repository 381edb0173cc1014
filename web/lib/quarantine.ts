import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, call } from './api.ts'
import { useMay } from './session.ts'

const quarantineCountQuery = queryOptions({
  queryKey: ['form', 'quarantine', 'count'],
  queryFn: ({ signal }) => call(api.forms.countQuarantine, {}, { signal }),
})

/** Returns how many form submissions wait for a decision; 0 for an agent who may not settle them. */
export function useQuarantineCount(): number {
  const enabled = useMay('submissions.settle')
  return useQuery({ ...quarantineCountQuery, enabled }).data?.count ?? 0
}
