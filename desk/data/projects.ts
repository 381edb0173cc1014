import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Input } from '../../contract/route.ts'
import { api, call } from '../lib/api.ts'

/** Query of projects that match a text. The previous result is shown until the next one arrives. */
export const projectsQuery = (question: Input<typeof api.projects.list>['query']) =>
  queryOptions({
    queryKey: ['project', 'found', question],
    queryFn: async ({ signal }) => (await call(api.projects.list, { query: question }, { signal })).items,
    placeholderData: keepPreviousData,
  })
