import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { TicketView } from '../../../../contract/tickets.ts'
import { ticketRef } from '../labels.ts'
import { keepTicket, ticketKey } from '../queries.ts'
import { patchLists, toRow } from './patch-lists.ts'
import { useOfferUndo } from './undo.ts'

type Change<V> = {
  /** Sends the change and returns the ticket after it. */
  send: (change: V) => Promise<TicketView>
  /** Optimistic update: returns the ticket as it will be. It is rolled back when the change is refused. */
  ahead?: (ticket: TicketView, change: V) => TicketView
  /**
   * Returns the text of the toast, which can undo the change for some seconds; null for a change that cannot be undone.
   */
  done?: (ticket: TicketView, change: V) => string | null
  onUndone?: (change: V) => void
  keys?: 'mod+z'
  /** `always`: also tries while offline, and fails at once. */
  networkMode?: 'always'
}

/** Mutation of one ticket. Its page and all lists show the result at once. */
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
      patchLists(client, toRow(ticket))
      const text = before?.version === ticket.version ? null : done?.(ticket, change)
      // A change makes one version. `before` may be older, when others have changed the ticket meanwhile.
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
  patchLists(client, toRow(ticket))
}
