/** Selector of overlays, which receive all keys. */
export const overlaySelector = ':is([aria-modal="true"], [data-float])'

/** Letters typed while an overlay opens, until its field is focused. */
let letters = ''
let expiresAt = 0

/** Returns how long letters are kept: briefly when the field exists already, longer while it is loading. */
const keptForMs = () => (document.querySelector(`${overlaySelector} :is(input, textarea)`) ? 1_000 : 10_000)

export function clearTypeAhead() {
  letters = ''
}

/** Buffers a key for the field that is about to open. Returns whether it did. */
export function bufferKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false
  if (Date.now() > expiresAt) clearTypeAhead()
  // A field never begins with a space, and a space alone is for what has the focus.
  if (key === ' ' && letters === '') return false
  if (key === 'Backspace') letters = letters.slice(0, -1)
  else if (key.length === 1) letters += key
  else return false
  expiresAt = Date.now() + keptForMs()
  return true
}

function deliver({ target }: FocusEvent) {
  if (letters === '' || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
  if (target.type === 'checkbox' || target.type === 'radio') return
  const typed = Date.now() > expiresAt || document.querySelector(overlaySelector) === null ? '' : letters
  clearTypeAhead()
  // Insert it as if typed, so that the field's listeners are called.
  if (typed !== '') queueMicrotask(() => document.execCommand('insertText', false, typed))
}

/** Clears the letters when the focus is moved by Tab, or on Escape. */
const forgetOnLeaving = ({ key }: KeyboardEvent) => (key === 'Tab' || key === 'Escape') && clearTypeAhead()

if (typeof window !== 'undefined') {
  window.addEventListener('focusin', deliver)
  window.addEventListener('pointerdown', clearTypeAhead)
  window.addEventListener('keydown', forgetOnLeaving, true)
}
