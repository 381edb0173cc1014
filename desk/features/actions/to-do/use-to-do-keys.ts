import { useState } from 'react'
import type { Action } from '../../../../contract/actions.ts'
import { openAction } from '../../../lib/opened-action.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { itemElementId, type ToDoItem } from './to-do-item.ts'

type Keys = {
  /** Items in the order of the page. */
  items: readonly ToDoItem[]
  onDone: (action: Action) => void
  onPuttingOff: (action: Action) => void
}

/** Binds the shortcuts of the list. The cursor is the item that had the focus last; its place stays when it leaves. */
export function useToDoKeys({ items, onDone, onPuttingOff }: Keys) {
  const [current, setCurrent] = useState<{ id: string; index: number } | null>(null)
  const found = current ? items.findIndex(({ id }) => id === current.id) : -1
  const index = found < 0 && current ? Math.min(current.index, items.length - 1) : found
  const item = items[index]
  const action = item && 'action' in item ? item.action : null
  const mayChange = action?.can.change ?? false

  const setFocused = (id: string) => setCurrent({ id, index: items.findIndex((one) => one.id === id) })
  function moveTo(next: number) {
    const target = items[Math.max(0, Math.min(items.length - 1, next))]
    if (target) document.getElementById(itemElementId(target.id))?.focus()
  }
  // When the item at the cursor has left, the next one has its place: the first key press only marks it.
  const step = (by: number) => moveTo(current && found < 0 ? index : index + by)
  const done = () => action && onDone(action)

  useShortcuts('nav.to_do', [
    { keys: 'j', label: 'keys.next', run: () => step(1), when: items.length > 0 },
    { keys: 'k', label: 'keys.previous', run: () => step(-1), when: items.length > 0 },
    { keys: 'ArrowDown', run: () => step(1), when: items.length > 0 && current !== null },
    { keys: 'ArrowUp', run: () => step(-1), when: items.length > 0 && current !== null },
    // Enter on the focused title is its own; this is for a cursor whose focus has gone elsewhere.
    {
      keys: 'Enter',
      label: 'keys.open',
      run: () => item && document.getElementById(itemElementId(item.id))?.click(),
      when: item !== undefined,
    },
    { keys: 'x', label: 'keys.to_do.done', run: done, when: mayChange },
    { keys: ' ', run: done, when: mayChange },
    { keys: 'd', label: 'action.put_off', run: () => action && onPuttingOff(action), when: mayChange },
    { keys: 'e', label: 'keys.to_do.edit', run: () => action && openAction(action), when: mayChange },
  ])
  return setFocused
}
