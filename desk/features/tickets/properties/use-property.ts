import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'

export type PropertyEdit<T> = {
  value: T
  /** Saves the value. `seen` is the ticket at the start of the edit, so that a change made since is a conflict. */
  send: (next: T, seen: TicketView) => Promise<TicketView>
  ahead: (ticket: TicketView, next: T) => TicketView
  /** Text of the toast, when the change can be undone. */
  done?: (ticket: TicketView) => string
}

type Editing<T> = { seen: TicketView; draft: T; touched: boolean }
type Refused<T> = { mine: T; error: Error }

/** State of a property that is edited in place: draft, save or cancel, and the choice after a refusal. */
export function useProperty<T>(ticket: TicketView, edit: PropertyEdit<T>, defaultOpened = false) {
  const [editing, setEditing] = useState<Editing<T> | null>(
    defaultOpened ? { seen: ticket, draft: edit.value, touched: false } : null,
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
    cancel: () => setEditing(null),
    /** Saves a changed draft, otherwise closes the picker. */
    leave() {
      if (editing?.touched) save(editing.draft, editing.seen)
      else setEditing(null)
    },
    /** After a conflict, saves this value over the other one, which the agent has seen now. */
    overwrite: () => refused && save(refused.mine, ticket),
    discard: () => setRefused(null),
  }
}

export type PropertyState<T> = ReturnType<typeof useProperty<T>>
