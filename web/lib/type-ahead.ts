/** Letters typed into something that is opening, until its field takes the focus. */
let letters = ''

export function forgetTypedAhead() {
  letters = ''
}

/** Keeps a key for the field that is about to open; returns whether it did. */
export function typeAhead({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false
  if (key === 'Backspace') letters = letters.slice(0, -1)
  else if (key.length === 1) letters += key
  else return false
  return true
}

function deliver({ target }: FocusEvent) {
  if (letters === '' || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
  if (target.type === 'checkbox' || target.type === 'radio') return
  const typed = letters
  forgetTypedAhead()
  // As if typed: the field's own listeners hear of it.
  queueMicrotask(() => document.execCommand('insertText', false, typed))
}

if (typeof window !== 'undefined') {
  window.addEventListener('focusin', deliver)
  window.addEventListener('pointerdown', forgetTypedAhead)
}
