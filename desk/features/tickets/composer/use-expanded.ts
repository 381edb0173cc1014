import { type RefObject, useEffect, useState } from 'react'

/**
 * Returns whether the composer is expanded: from its first focus until a click elsewhere. Blur events do not serve,
 * because some systems never focus a clicked button.
 */
export function useExpanded(place: RefObject<HTMLElement | null>) {
  const [expanded, setExpanded] = useState(false)
  useEffect(() => {
    if (!expanded) return
    const rest = (event: PointerEvent) => {
      const target = event.target as Element
      // Menus are rendered elsewhere in the page.
      if (!place.current?.contains(target) && !target.closest('[role="menu"]')) setExpanded(false)
    }
    document.addEventListener('pointerdown', rest)
    return () => document.removeEventListener('pointerdown', rest)
  }, [expanded, place])
  // Expanding may move the send button below the edge of the screen: scroll to the end.
  useEffect(() => {
    const element = place.current
    if (!expanded || !element) return
    const watch = new ResizeObserver(() => {
      element.scrollIntoView({ block: 'end' })
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [expanded, place])
  return { expanded, expand: () => setExpanded(true) }
}
