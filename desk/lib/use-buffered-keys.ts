import { useEffect, useRef } from 'react'
import { isTyping, useSingleKeys } from './shortcuts.ts'
import { overlaySelector } from './type-ahead.ts'

/**
 * Buffers the shortcuts of a screen that is still loading, with the letters typed after the first one, and replays them
 * once it is shown.
 *
 * @param keys single keys that the screen handles
 */
export function useBufferedKeys(keys: string, state: 'loading' | 'shown' | 'failed') {
  const held = useRef<string[]>([])
  const singleKeys = useSingleKeys()

  useEffect(() => {
    if (state !== 'loading' || !singleKeys) return
    function hold(event: KeyboardEvent) {
      const { key, ctrlKey, metaKey, altKey, target } = event
      if (ctrlKey || metaKey || altKey || isTyping(target) || document.querySelector(overlaySelector)) return
      if (key === 'Escape') held.current = []
      const begins = keys.includes(key.toLowerCase()) && !event.shiftKey
      if (key.length !== 1 || (held.current.length === 0 && !begins)) return
      event.preventDefault()
      event.stopPropagation()
      held.current.push(key)
    }
    window.addEventListener('keydown', hold, true)
    return () => window.removeEventListener('keydown', hold, true)
  }, [keys, state, singleKeys])

  // After the effects of the screen, which register its shortcuts.
  useEffect(() => {
    if (state === 'loading') return
    const keys = held.current.splice(0)
    // In an effect, React would undo what is typed into its fields.
    if (state === 'shown') queueMicrotask(() => keys.forEach(press))
  }, [state])
}

/** Replays a key: into the focused field, else as a shortcut or a letter for the field that is opening. */
function press(key: string) {
  if (isTyping(document.activeElement)) document.execCommand('insertText', false, key)
  else window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
}
