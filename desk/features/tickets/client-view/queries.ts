import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { clientView } from '../../../../contract/client-view.ts'
import { call } from '../../../lib/api.ts'

/** The client's view of a ticket. News of the ticket invalidates it. */
export const clientViewQuery = (id: string, contactId: string) =>
  queryOptions({
    queryKey: ['ticket', 'client-view', id, contactId],
    queryFn: ({ signal }) => call(clientView.show, { params: { id, contactId } }, { signal }),
  })

export const readOlder = (id: string, contactId: string, before: string) =>
  call(clientView.timeline, { params: { id, contactId }, query: { before } })

/** Polling interval while a mail waits, in milliseconds. Sent mails cause no news of their ticket. */
const askAgainMs = 5_000

export const ticketMailsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['ticket', 'mails', id],
    queryFn: ({ pageParam, signal }) =>
      call(clientView.mails, { params: { id }, query: { cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((mail) => mail.state === 'waiting')) ? askAgainMs : false,
  })

export const mailTextQuery = (id: string, mailId: string, state: string) =>
  queryOptions({
    queryKey: ['mail', 'text', id, mailId, state],
    queryFn: ({ signal }) => call(clientView.mailText, { params: { id, mailId } }, { signal }),
    staleTime: state === 'waiting' ? 0 : Number.POSITIVE_INFINITY,
  })
