import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'
import { useLocale } from '../lib/i18n.tsx'
import { useMay } from '../lib/session.ts'

const quarantineCountQuery = queryOptions({
  queryKey: ['form', 'quarantine', 'count'],
  queryFn: ({ signal }) => call(api.forms.countQuarantine, {}, { signal }),
})

/** Returns the number of quarantined submissions; 0 for an agent who may not settle them. */
export function useQuarantineCount(): number {
  const enabled = useMay('submissions.settle')
  return useQuery({ ...quarantineCountQuery, enabled }).data?.count ?? 0
}

/** Returns the formatted count, such as “1 000+”; null for zero. */
export function useQuarantineTotal(): string | null {
  const language = useLocale()
  const enabled = useMay('submissions.settle')
  const { data } = useQuery({ ...quarantineCountQuery, enabled })
  if (!data || data.count === 0) return null
  return data.count.toLocaleString(language) + (data.capped ? '+' : '')
}
