import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Returns the focus as soon as a panel closes, so that no key goes to a panel that fades out. */
export function useReturnFocus(opened: boolean, panel: RefObject<HTMLElement | null>) {
  const before = useRef<Element | null>(null)
  // Not in the clean-up of this effect, after which React restores the focus that it found before the commit.
  useLayoutEffect(() => {
    if (opened) before.current = document.activeElement
    else giveBack(before, panel.current)
  }, [opened, panel])
  useLayoutEffect(() => () => giveBack(before, panel.current), [panel])
}

function giveBack(before: RefObject<Element | null>, panel: HTMLElement | null) {
  const { activeElement } = document
  const from = before.current
  before.current = null
  if (!(activeElement instanceof HTMLElement) || !panel?.contains(activeElement)) return
  activeElement.blur()
  if (from instanceof HTMLElement) from.focus({ preventScroll: true })
}
