import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'
import { isCode } from '../../lib/errors.ts'
import type { ListQuestion, RecordItem, RecordKind, RecordValues } from './record-kind.ts'

export const recordListQuery = (kind: RecordKind, question: Omit<ListQuestion, 'after'>) =>
  infiniteQueryOptions({
    queryKey: [kind.name, 'list', question],
    queryFn: ({ pageParam, signal }) => kind.list({ ...question, after: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const recordQuery = (kind: RecordKind, id: string) =>
  queryOptions({
    queryKey: [kind.name, 'show', id],
    queryFn: ({ signal }) => kind.show(id, signal),
  })

export const sitesOfCompanyQuery = (companyId: string | null) =>
  queryOptions({
    queryKey: ['site', 'choices', companyId],
    queryFn: ({ signal }) =>
      call(api.sites.list, { query: { companyId: companyId ?? undefined, limit: 50 } }, { signal }),
    enabled: companyId !== null,
  })

export const projectContactsQuery = (id: string) =>
  queryOptions({
    queryKey: ['project', 'show', id, 'contacts'],
    queryFn: ({ signal }) => call(api.projects.show, { params: { id } }, { signal }),
  })

/** Sets the contacts of a project. A conflict reads the project again, so that no change in between is overwritten. */
export function useSetProjectContacts(id: string) {
  const queryClient = useQueryClient()
  const again = () => queryClient.invalidateQueries({ queryKey: ['project'] })
  return useMutation({
    mutationFn: (body: { version: number; contactIds: string[] }) =>
      call(api.projects.setContacts, { params: { id }, body }),
    onSuccess: again,
    onError: again,
  })
}

export function useCreateRecord(kind: RecordKind, done: (id: string) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (values: RecordValues) => kind.create(values),
    onSuccess({ id }) {
      queryClient.invalidateQueries({ queryKey: [kind.name] })
      done(id)
    },
  })
}

/** Mutation of a record with an optimistic update. A conflict reads the newer record again. */
export function useChangeRecord(kind: RecordKind, record: RecordItem) {
  const queryClient = useQueryClient()
  const { queryKey } = recordQuery(kind, record.id)
  return useMutation({
    mutationFn: (values: RecordValues) => kind.change(record.id, record.version, values),
    async onMutate(values) {
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, { ...record, values })
    },
    onSuccess(changed) {
      queryClient.setQueryData(queryKey, changed)
      queryClient.invalidateQueries({ queryKey: [kind.name, 'list'] })
    },
    onError(error) {
      queryClient.setQueryData(queryKey, record)
      if (isCode(error, 'conflict')) queryClient.invalidateQueries({ queryKey })
    },
  })
}
