import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Returns the focus at once on closing, so that no key goes to a panel that fades out. */
export function useReturnFocus(opened: boolean, panel: RefObject<HTMLElement | null>) {
  const before = useRef<Element | null>(null)
  // Not in a clean-up: React gives the focus back to the field that had it until the change is made.
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
