import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'

/** Query of contacts that a text finds, or of a company; the former answer is shown until the next has come. */
export const contactsQuery = (question: Input<typeof api.contacts.list>['query']) =>
  queryOptions({
    queryKey: ['contact', 'found', question],
    queryFn: async ({ signal }) => (await call(api.contacts.list, { query: question }, { signal })).items,
    placeholderData: keepPreviousData,
  })
