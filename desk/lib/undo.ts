import { createStore } from '../../ui/store.ts'
import { toast } from '../../ui/toast.tsx'
import { t } from './i18n.tsx'
import { areSingleKeysOn, keyName, useShortcuts } from './shortcuts.ts'

/** Time for undoing, in milliseconds. The server allows the same, and holds the mails back meanwhile. */
export const offeredMs = 10_000

type Offer = {
  /** Text of the toast: what was done. */
  text: string
  undo: () => unknown
  /** Shortcut that undoes in this place. */
  keys?: 'z' | 'mod+z' | undefined
  /** Milliseconds that are left to undo. */
  stay?: number
}

/** Undoes the last change; null when there is none, or when its time is over. */
const last = createStore<(() => void) | null>(null)

/** Shows a toast about a change, with a button and a shortcut to undo it. */
export function showUndo({ text, undo, keys = 'z', stay = offeredMs }: Offer) {
  function run() {
    clear()
    dismiss()
    undo()
  }
  const clear = () => {
    if (last.get() === run) last.set(null)
  }
  // Name the shortcut only where it works.
  const kbd = keys === 'z' && !areSingleKeysOn() ? undefined : keyName(keys)
  const dismiss = toast({ text, action: { label: t('undo.do'), kbd, run }, stay })
  last.set(run)
  setTimeout(clear, stay)
}

/** Undoes the last change, and returns whether there was one. */
export function undoLast(): boolean {
  const run = last.get()
  run?.()
  return run !== null
}

/** Binds Z to undo the last change, on every page. */
export function useUndoKey() {
  useShortcuts('keys.everywhere', [{ keys: 'z', label: 'undo.key', run: undoLast, when: () => last.get() !== null }])
}
