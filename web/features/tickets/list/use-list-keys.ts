import type { RefObject } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { useMe } from '../../../lib/session.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import type { RowPicker } from './row-actions.tsx'
import type { Picker, RowsHandle } from './rows.tsx'
import type { Cursor } from './use-cursor.ts'

type Keys = {
  rows: TicketRow[]
  cursor: Cursor
  scroll: RefObject<HTMLElement | null>
  handle: RefObject<RowsHandle | null>
  picker: Picker
  onPicker: (picker: Picker) => void
  onClaim: (row: TicketRow) => void
  onOpen: (number: number) => void
}

/** The keys of a list. Those that change a ticket work on the row that has the focus. */
export function useListKeys({ rows, cursor, scroll, handle, picker, onPicker, onClaim, onOpen }: Keys) {
  const may = new Set(useMe().permissions)
  const row = rows[cursor.index]
  const free = picker === null
  const onRow = row !== undefined && free && cursor.ticked.size === 0
  const inList = () => scroll.current?.contains(document.activeElement) ?? false

  function move(by: number) {
    // From elsewhere on the page the first press only comes back to the row one had left.
    const next = inList() || cursor.index < 0 ? cursor.step(by) : cursor.index
    handle.current?.focus(next)
  }
  const pick = (what: RowPicker) => () => row && onPicker({ id: row.id, what })

  useShortcuts('keys.list', [
    { keys: 'j', label: 'keys.next', run: () => move(1), when: rows.length > 0 && free },
    { keys: 'k', label: 'keys.previous', run: () => move(-1), when: rows.length > 0 && free },
    { keys: 'ArrowDown', run: () => move(1), when: rows.length > 0 && free && cursor.index >= 0 },
    { keys: 'ArrowUp', run: () => move(-1), when: rows.length > 0 && free && cursor.index >= 0 },
    { keys: 'Enter', label: 'keys.open', run: () => row && onOpen(row.number), when: onRow },
    { keys: 'x', label: 'keys.select', run: () => row && cursor.toggle(row.id), when: row !== undefined && free },
    { keys: 'Escape', run: cursor.clear, when: cursor.ticked.size > 0 && free },
    {
      keys: 'c',
      label: 'ticket.claim',
      run: () => row && onClaim(row),
      when: onRow && may.has('tickets.claim') && row.lead === null,
    },
    { keys: 's', label: 'ticket.status', run: pick('status'), when: onRow },
    { keys: 'p', label: 'fact.priority', run: pick('priority'), when: onRow && may.has('tickets.edit') },
    { keys: 'a', label: 'ticket.assign', run: pick('assign'), when: onRow && may.has('tickets.assign') },
  ])
}
