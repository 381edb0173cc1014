import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'

/** Query of companies that match a text. The previous result is shown until the next one arrives. */
export const companiesQuery = (question: Input<typeof api.companies.list>['query']) =>
  queryOptions({
    queryKey: ['company', 'found', question],
    queryFn: async ({ signal }) => (await call(api.companies.list, { query: question }, { signal })).items,
    placeholderData: keepPreviousData,
  })
