import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../../lib/api.ts'
import type { NewsMeta } from '../../lib/live/invalidate.ts'
import type { CallDraft } from './draft.ts'
import { newTicket } from './new-ticket.ts'

/** Query of callers, cached by search text, so that a late response never shows up under another text. */
export const callersQuery = (text: string) =>
  queryOptions({
    queryKey: ['contact', 'callers', text],
    queryFn: ({ signal }) => call(api.contacts.callers, { query: { text } }, { signal }),
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })

export const callerCardQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', 'card', contactId],
    queryFn: ({ signal }) => call(api.contacts.callerCard, { params: { id: contactId } }, { signal }),
    meta: { subjects: ['contact', 'company', 'ticket', 'equipment'] } satisfies NewsMeta,
    staleTime: 15_000,
  })

export function useCreateTicket(done: (ticket: { id: string; number: number }) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ draft, attachmentIds }: { draft: CallDraft; attachmentIds: string[] }) =>
      call(api.tickets.create, { body: newTicket(draft, attachmentIds) }, { idempotencyKey: draft.key }),
    onSuccess(ticket) {
      for (const subject of ['ticket', 'contact', 'company']) queryClient.invalidateQueries({ queryKey: [subject] })
      done(ticket)
    },
  })
}
