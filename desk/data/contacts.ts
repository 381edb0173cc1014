import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'

/** Query of contacts of a company, or that match a text. The previous result is shown until the next one arrives. */
export const contactsQuery = (question: Input<typeof api.contacts.list>['query']) =>
  queryOptions({
    queryKey: ['contact', 'found', question],
    queryFn: async ({ signal }) => (await call(api.contacts.list, { query: question }, { signal })).items,
    placeholderData: keepPreviousData,
  })
