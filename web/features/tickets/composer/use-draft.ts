import { useEffect, useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { isRefusal } from '../../../lib/errors.ts'
import { useMe } from '../../../lib/session.ts'
import { useStore } from '../../../lib/store.ts'
import { discardDraft, keepDraft } from '../changes/calls.ts'
import { openDraft } from './draft-keeper.ts'

/** What one is writing on a ticket: theirs on all their devices, and on this one whatever becomes of the server. */
export function useDraft(ticket: TicketView) {
  const { id: agentId } = useMe()
  const [keeper] = useState(() => {
    const opened = openDraft(
      { agentId, ticketId: ticket.id },
      {
        keep: (content, seen) => keepDraft(ticket, content, seen),
        discard: () => discardDraft(ticket),
        isRefusal,
      },
    )
    opened.take(ticket.draft)
    return opened
  })
  useEffect(() => keeper.take(ticket.draft), [keeper, ticket.draft])
  useEffect(() => keeper.attend(), [keeper])
  return { ...useStore(keeper.shown), keeper }
}
