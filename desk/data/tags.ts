import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, call } from '../lib/api.ts'

/** Query of tags in use, most used first; with a text, those that contain it. */
export const tagsQuery = (text: string) =>
  queryOptions({
    queryKey: ['tag', 'found', { text }],
    queryFn: async ({ signal }) => (await call(api.tags.list, { query: { text } }, { signal })).items,
    placeholderData: keepPreviousData,
  })
