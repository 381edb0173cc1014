import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TicketView } from '../../../../contract/tickets.ts'
import { api, call } from '../../../lib/api.ts'
import { ticketKey } from '../queries.ts'
import { withOlder } from './join-timelines.ts'

/** Loads the part of the history before the one on the screen. */
export function useOlderHistory(ticket: TicketView) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (before: string) => call(api.tickets.timeline, { params: { id: ticket.id }, query: { before } }),
    onSuccess: (older) =>
      client.setQueryData<TicketView>(
        ticketKey(ticket.number),
        (known) => known && { ...known, timeline: withOlder(known.timeline, older) },
      ),
  })
}
