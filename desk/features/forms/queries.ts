import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import type { Form } from '../../../contract/forms.ts'
import type { Input } from '../../../contract/route.ts'
import { api, call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

/** Query of the forms. Their submissions are news of tickets alone, so that counts are read again while the list is shown. */
export const formListQuery = queryOptions({
  queryKey: ['form', 'list'],
  queryFn: ({ signal }) => call(api.forms.list, {}, { signal }),
  refetchInterval: 10_000,
})
export const quarantineQuery = infiniteQueryOptions({
  queryKey: ['form', 'quarantine', 'list'],
  queryFn: ({ signal, pageParam }) =>
    call(api.forms.quarantine, { query: pageParam ? { cursor: pageParam } : {} }, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
})

export type FormDraft = Input<typeof api.forms.create>['body']

/** @param known form to change; null for a new one */
export const useSaveForm = (known: { id: string; version: number } | null, done: (saved: Form) => void) =>
  useWrite(
    ['form'],
    (body: FormDraft) =>
      known
        ? call(api.forms.change, { params: { id: known.id }, body: { ...body, version: known.version } })
        : call(api.forms.create, { body }),
    done,
  )

export const useRemoveForm = (done: () => void) =>
  useWrite(['form'], (id: string) => call(api.forms.remove, { params: { id } }), done)

export const useRestoreForm = (done: (form: Form) => void) =>
  useWrite(['form'], (id: string) => call(api.forms.restore, { params: { id } }), done)

/** Returns a function that reads a form as it is saved now. */
export function useReadAgain() {
  const queryClient = useQueryClient()
  return async (id: string) => {
    const { items } = await queryClient.fetchQuery({ ...formListQuery, staleTime: 0 })
    return items.find((form) => form.id === id)
  }
}

export const useAccept = (done: (made: { number: number }) => void) =>
  useWrite(['form'], (id: string) => call(api.forms.accept, { params: { id } }), done)

export const useDiscard = (done: () => void) =>
  useWrite(['form'], (id: string) => call(api.forms.discard, { params: { id } }), done)

const discardedAtOnce = 100

export const useDiscardMany = (done: () => void) =>
  useWrite(
    ['form'],
    async (ids: readonly string[]) => {
      for (let from = 0; from < ids.length; from += discardedAtOnce)
        await call(api.forms.discardMany, { body: { ids: ids.slice(from, from + discardedAtOnce) } })
    },
    done,
  )
