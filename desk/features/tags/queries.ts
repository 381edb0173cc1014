import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Tag } from '../../../contract/tags.ts'
import { api, call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

export const countedTagsQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['tag', 'counted', { text }],
    queryFn: ({ pageParam, signal }) =>
      call(api.tags.count, { query: { text, limit: 50, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })

const stale = ['tag', 'ticket']

export const useRenameTag = (id: string, done: (name: string) => void) =>
  useWrite(
    stale,
    (name: string) => call(api.tags.rename, { params: { id }, body: { name } }),
    (tag) => done(tag.name),
  )

export const useMergeTag = (id: string, done: (into: Tag) => void) =>
  useWrite(stale, (intoId: string) => call(api.tags.merge, { params: { id }, body: { intoId } }), done)

export const useRemoveTag = (id: string, done: () => void) =>
  useWrite(stale, () => call(api.tags.remove, { params: { id } }), done)
