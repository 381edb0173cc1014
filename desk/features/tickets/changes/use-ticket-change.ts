import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { TicketView } from '../../../../contract/tickets.ts'
import { ticketRef } from '../labels.ts'
import { keepTicket, ticketKey } from '../queries.ts'
import { patchLists, rowOf } from './row-of.ts'
import { useOfferUndo } from './undo.ts'

type Change<V> = {
  /** The call; it answers with the ticket as it is now. */
  send: (change: V) => Promise<TicketView>
  /** How the ticket will look: shown at once, taken back when the call is refused. */
  ahead?: (ticket: TicketView, change: V) => TicketView
  /** Words for what was done, which can then be taken back for some seconds; null: for good. */
  done?: (ticket: TicketView, change: V) => string | null
  onUndone?: (change: V) => void
  keys?: 'mod+z'
  /** `always`: tried without a network too, and fails at once. */
  networkMode?: 'always'
}

/** One change of one ticket, seen at once here and in the lists. */
export function useTicketChange<V>(number: number, { send, ahead, done, onUndone, keys, networkMode }: Change<V>) {
  const client = useQueryClient()
  const offerUndo = useOfferUndo()
  const key = ticketKey(number)
  return useMutation<TicketView, Error, V, { before: TicketView | undefined }>({
    mutationFn: send,
    ...(networkMode && { networkMode }),
    async onMutate(change) {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<TicketView>(key)
      if (before && ahead) show(client, ahead(before, change))
      return { before }
    },
    onSuccess: (ticket, change, { before }) => {
      keepTicket(client, ticket)
      patchLists(client, rowOf(ticket))
      const text = before?.version === ticket.version ? null : done?.(ticket, change)
      // Each act makes one version; what the page saw before it may be older, and others have acted since.
      const since = ticket.version - 1
      if (text)
        offerUndo(`${ticketRef(ticket)} : ${text}`, [{ since, after: ticket }], {
          onUndone: () => onUndone?.(change),
          keys,
        })
    },
    onError(_error, _change, kept) {
      if (kept?.before) show(client, kept.before)
      client.invalidateQueries({ queryKey: key })
    },
  })
}

function show(client: QueryClient, ticket: TicketView) {
  client.setQueryData(ticketKey(ticket.number), ticket)
  patchLists(client, rowOf(ticket))
}
