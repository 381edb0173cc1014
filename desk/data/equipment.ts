import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'

/** Query of machines that a text finds, or of a company; the former answer is shown until the next has come. */
export const equipmentQuery = (question: Input<typeof api.equipment.list>['query']) =>
  queryOptions({
    queryKey: ['equipment', 'found', question],
    queryFn: async ({ signal }) => (await call(api.equipment.list, { query: question }, { signal })).items,
    placeholderData: keepPreviousData,
  })
