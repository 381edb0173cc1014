import type { RefObject } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import type { OpenTicket } from '../open-ticket.ts'
import type { RowPicker } from './row-actions.tsx'
import type { Picker, RowsHandle } from './rows.tsx'
import type { Cursor } from './use-cursor.ts'
import { useNeighbours } from './use-neighbours.ts'

type Keys = {
  rows: TicketRow[]
  cursor: Cursor
  scroll: RefObject<HTMLElement | null>
  handle: RefObject<RowsHandle | null>
  picker: Picker
  onPicker: (picker: Picker) => void
  onClaim: (row: TicketRow) => void
  /** The ticket beside the list, whose own keys then act on it. */
  openedNumber: number | null
  onOpen: OpenTicket
}

/** Binds the keys of a list. Those that change a ticket act on the row at the cursor, unless a ticket is open beside it. */
export function useListKeys({ rows, cursor, scroll, handle, picker, onPicker, onClaim, openedNumber, onOpen }: Keys) {
  const row = rows[cursor.index]
  const free = picker === null
  const onRow = row !== undefined && free && cursor.ticked.size === 0
  const acts = onRow && openedNumber === null
  const inList = () => scroll.current?.contains(document.activeElement) ?? false

  /** With a ticket open, it is the next one that opens; while rows are ticked, only the cursor moves. */
  const follows = openedNumber !== null && cursor.ticked.size === 0
  function move(by: number) {
    // From elsewhere on the page the first press only comes back to the row one had left.
    const next = follows || inList() || cursor.index < 0 ? cursor.step(by) : cursor.index
    handle.current?.focus(next)
    const opening = rows[next]
    if (follows && opening && opening.number !== openedNumber) onOpen(opening.number, { replace: true })
  }
  useNeighbours({ rows, cursor, openedNumber, move })
  const arrows = rows.length > 0 && free && cursor.index >= 0
  const pick = (what: RowPicker) => () => row && onPicker({ id: row.id, what })

  useShortcuts('keys.list', [
    { keys: 'j', label: 'keys.next', run: () => move(1), when: rows.length > 0 && free },
    { keys: 'k', label: 'keys.previous', run: () => move(-1), when: rows.length > 0 && free },
    { keys: 'ArrowDown', run: () => move(1), when: () => arrows && (openedNumber === null || inList()) },
    { keys: 'ArrowUp', run: () => move(-1), when: () => arrows && (openedNumber === null || inList()) },
    { keys: 'Enter', label: 'keys.open', run: () => row && onOpen(row.number), when: onRow },
    { keys: 'x', label: 'keys.select', run: () => row && cursor.toggle(row.id), when: row !== undefined && free },
    { keys: 'Escape', run: cursor.clear, when: cursor.ticked.size > 0 && free },
    {
      keys: 'c',
      label: 'ticket.claim',
      run: () => row && onClaim(row),
      when: acts && row.can.claim && row.lead === null,
    },
    { keys: 's', label: 'ticket.status', run: pick('status'), when: acts && row.can.status },
    { keys: 'p', label: 'fact.priority', run: pick('priority'), when: acts && row.can.edit },
    { keys: 'a', label: 'ticket.assign', run: pick('assign'), when: acts && row.can.assign },
  ])
}
