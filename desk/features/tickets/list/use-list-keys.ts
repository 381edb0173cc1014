import { type RefObject, useEffect, useRef } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { toast } from '../../../../ui/toast.tsx'
import { t } from '../../../lib/i18n.tsx'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import type { OpenTicket } from '../open-ticket.ts'
import { rowLinkId } from './row.tsx'
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
  /** Number of the ticket beside the list, which then takes the shortcuts of a ticket. */
  openedNumber: number | null
  onOpen: OpenTicket
  onClose: () => void
  /** Whether more rows can be loaded. */
  hasMore: boolean
}

/** Binds the shortcuts of a list. Those that change a ticket act on the row at the cursor, unless a ticket is open. */
export function useListKeys(keys: Keys) {
  const { rows, cursor, scroll, handle, picker, onPicker, onClaim, openedNumber, onOpen, onClose, hasMore } = keys
  const row = rows[cursor.index]
  const free = picker === null
  const onRow = row !== undefined && free && cursor.ticked.size === 0
  const acts = onRow && openedNumber === null
  const inList = () => scroll.current?.contains(document.activeElement) ?? false

  /** Whether moving opens the next ticket; while rows are selected, only the cursor moves. */
  const follows = openedNumber !== null && cursor.ticked.size === 0
  function move(by: number) {
    // If the focus is elsewhere, the first key press only returns it to the current row.
    const walks = follows || inList() || cursor.index < 0
    const next = walks ? cursor.step(by) : cursor.index
    handle.current?.focus(next)
    if (walks && next === cursor.index && !(by > 0 && hasMore)) sayEnd(by)
    const opening = rows[next]
    if (follows && opening && opening.number !== openedNumber) onOpen(opening.number, { replace: true })
  }
  useNeighbours({ rows, cursor, openedNumber, move })
  useRowOfClosed(openedNumber, cursor.current)
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
    { keys: 'Escape', label: 'ticket.close', run: onClose, when: openedNumber !== null && free },
    { keys: 'c', label: 'ticket.claim', run: () => row && onClaim(row), when: acts && row.can.claim },
    { keys: 's', label: 'ticket.status', run: pick('status'), when: acts && row.can.status },
    { keys: 'p', label: 'fact.priority', run: pick('priority'), when: acts && row.can.edit },
    { keys: 'a', label: 'ticket.assign', run: pick('assign'), when: acts && row.can.assign },
  ])
}

let dismissEnd = () => {}

/** Shows a toast at the first and the last row. */
function sayEnd(by: number) {
  dismissEnd()
  dismissEnd = toast({ text: t(by > 0 ? 'list.last' : 'list.first'), stay: 3_000 })
}

/** Returns the focus to the row of a ticket when that ticket is closed. */
function useRowOfClosed(openedNumber: number | null, current: string | null) {
  const wasOpened = useRef(openedNumber !== null)
  useEffect(() => {
    const closed = wasOpened.current && openedNumber === null
    wasOpened.current = openedNumber !== null
    if (closed && current) document.getElementById(rowLinkId(current))?.focus({ preventScroll: true })
  }, [openedNumber, current])
}
