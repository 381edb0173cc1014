import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'

/** Query of machines of a company, or that match a text. The previous result is shown until the next one arrives. */
export const equipmentQuery = (question: Input<typeof api.equipment.list>['query']) =>
  queryOptions({
    queryKey: ['equipment', 'found', question],
    queryFn: async ({ signal }) => (await call(api.equipment.list, { query: question }, { signal })).items,
    placeholderData: keepPreviousData,
  })
