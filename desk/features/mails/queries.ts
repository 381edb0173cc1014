import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { MailState } from '../../../contract/mail.ts'
import type { Input } from '../../../contract/route.ts'
import { api, call } from '../../lib/api.ts'
import { useWrite } from '../../lib/use-write.ts'

/** Refresh interval of pending mails, which cause no news, in milliseconds. */
const everySeconds = 3_000

export const mailSettingsQuery = queryOptions({
  queryKey: ['mail', 'settings'],
  queryFn: ({ signal }) => call(api.mail.settings, {}, { signal }),
})

export const mailCountQuery = queryOptions({
  queryKey: ['mail', 'count'],
  queryFn: ({ signal }) => call(api.mail.count, {}, { signal }),
  refetchInterval: everySeconds,
})

export const mailListQuery = (state: MailState | null) =>
  infiniteQueryOptions({
    queryKey: ['mail', 'list', state],
    queryFn: ({ signal, pageParam }) =>
      call(api.mail.list, { query: { ...(state && { state }), ...(pageParam && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: everySeconds,
  })

/** Query of a mail's status, repeated until it is final. */
export const mailFateQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['mail', 'fate', id],
    queryFn: ({ signal }) => call(api.mail.show, { params: { id: id ?? '' } }, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'sent' || state.data?.state === 'refused' ? false : 700),
  })

export type MailChanges = Input<typeof api.mail.changeSettings>['body']

export function useChangeMailSettings(done: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: MailChanges) => call(api.mail.changeSettings, { body }),
    onSuccess(settings) {
      queryClient.setQueryData(mailSettingsQuery.queryKey, settings)
      done()
    },
  })
}

export const useSendTest = () =>
  useMutation({ mutationFn: (address: string) => call(api.mail.test, { body: { address } }) })

export const useSetMailState = (id: string, done: () => void) =>
  useWrite(['mail'], (to: 'waiting' | 'cancelled') => call(api.mail.setState, { params: { id }, body: { to } }), done)

export const useCancelWaiting = (done: () => void) =>
  useWrite(['mail'], () => call(api.mail.cancelWaiting, { body: { before: new Date().toISOString() } }), done)
