import { type RefObject, useLayoutEffect } from 'react'

/** Gives the focus back in the moment of closing, so that no key is typed into a panel that fades out. */
export function useReturnFocus(opened: boolean, panel: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    if (!opened) return
    const before = document.activeElement
    return () => {
      const { activeElement } = document
      if (!(activeElement instanceof HTMLElement) || !panel.current?.contains(activeElement)) return
      activeElement.blur()
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [opened, panel])
}
