import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'

export type FactEdit<T> = {
  value: T
  /** `seen`: the ticket as it was when the editing began; a change made since by somebody else is a conflict. */
  send: (next: T, seen: TicketView) => Promise<TicketView>
  ahead: (ticket: TicketView, next: T) => TicketView
  /** Words for what was done, when that can be taken back. */
  done?: (ticket: TicketView) => string
}

type Editing<T> = { seen: TicketView; draft: T; touched: boolean }
type Refused<T> = { mine: T; error: Error }

/** One fact edited where it stands: begun, drafted, saved or given up, and what to do when it was refused. */
export function useFact<T>(ticket: TicketView, edit: FactEdit<T>, begun = false) {
  const [editing, setEditing] = useState<Editing<T> | null>(
    begun ? { seen: ticket, draft: edit.value, touched: false } : null,
  )
  const [refused, setRefused] = useState<Refused<T> | null>(null)
  const change = useTicketChange<{ next: T; seen: TicketView }>(ticket.number, {
    send: ({ next, seen }) => edit.send(next, seen),
    ahead: (known, { next }) => edit.ahead(known, next),
    done: (ticket) => edit.done?.(ticket) ?? null,
  })

  function save(next: T, seen: TicketView) {
    setEditing(null)
    setRefused(null)
    change.mutate({ next, seen }, { onError: (error) => setRefused({ mine: next, error }) })
  }

  return {
    editing,
    refused,
    saving: change.isPending,
    begin: () => setEditing({ seen: ticket, draft: edit.value, touched: false }),
    draft: (draft: T) => setEditing((known) => known && { ...known, draft, touched: true }),
    save: (next: T) => save(next, editing?.seen ?? ticket),
    giveUp: () => setEditing(null),
    /** Leaving keeps what was begun. */
    leave() {
      if (editing?.touched) save(editing.draft, editing.seen)
      else setEditing(null)
    },
    /** After a conflict: mine over theirs, which has been seen now. */
    insist: () => refused && save(refused.mine, ticket),
    yield: () => setRefused(null),
  }
}

export type FactState<T> = ReturnType<typeof useFact<T>>
