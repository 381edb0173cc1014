import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useStore } from '../../../../ui/store.ts'
import { isRefusal } from '../../../lib/errors.ts'
import { onDraft } from '../../../lib/live/live.ts'
import { useMe } from '../../../lib/session.ts'
import { discardDraft, saveDraft } from '../changes/requests.ts'
import { ticketKey } from '../queries.ts'
import { openDraftSync } from './draft-sync.ts'

/** Synchronizes the draft with all the agent's devices, and stores it here while the server cannot be reached. */
export function useDraft(ticket: TicketView) {
  const { id: agentId } = useMe()
  const [sync] = useState(() => {
    const opened = openDraftSync(
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
  useEffect(() => sync.take(ticket.draft), [sync, ticket.draft])
  useEffect(() => sync.start(), [sync])
  const client = useQueryClient()
  const { id, number } = ticket
  useEffect(
    () =>
      onDraft(async (told) => {
        if (told.id !== id) return
        // It may be this page's own save, whose response is still pending.
        await sync.settled()
        if (told.revision > sync.seen()) client.invalidateQueries({ queryKey: ticketKey(number) })
      }),
    [client, sync, id, number],
  )
  return { ...useStore(sync.shown), sync }
}
