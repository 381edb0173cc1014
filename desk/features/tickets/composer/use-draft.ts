import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useStore } from '../../../../ui/store.ts'
import { isRefusal } from '../../../lib/errors.ts'
import { onDraft } from '../../../lib/live/live.ts'
import { useMe } from '../../../lib/session.ts'
import { discardDraft, saveDraft } from '../changes/requests.ts'
import { ticketKey } from '../queries.ts'
import { openDraft } from './draft-keeper.ts'

/** Synchronizes the draft with all the agent's devices, and stores it here while the server cannot be reached. */
export function useDraft(ticket: TicketView) {
  const { id: agentId } = useMe()
  const [keeper] = useState(() => {
    const opened = openDraft(
      { agentId, ticketId: ticket.id },
      {
        keep: (content, seen) => saveDraft(ticket, content, seen),
        discard: () => discardDraft(ticket),
        isRefusal,
      },
    )
    opened.take(ticket.draft)
    return opened
  })
  useEffect(() => keeper.take(ticket.draft), [keeper, ticket.draft])
  useEffect(() => keeper.attend(), [keeper])
  const client = useQueryClient()
  const { id, number } = ticket
  useEffect(
    () =>
      onDraft(async (told) => {
        if (told.id !== id) return
        // It may be this page's own save, whose response is still pending.
        await keeper.settled()
        if (told.revision > keeper.seen()) client.invalidateQueries({ queryKey: ticketKey(number) })
      }),
    [client, keeper, id, number],
  )
  return { ...useStore(keeper.shown), keeper }
}
