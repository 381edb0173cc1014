import { type RefObject, useEffect, useState } from 'react'

/** In use since it had the focus, until one touches something else. A touched button takes no focus on every system. */
export function useAwake(place: RefObject<HTMLElement | null>) {
  const [awake, setAwake] = useState(false)
  useEffect(() => {
    if (!awake) return
    const rest = (event: PointerEvent) => {
      const target = event.target as Element
      // Its menus float elsewhere in the page.
      if (!place.current?.contains(target) && !target.closest('[role="menu"]')) setAwake(false)
    }
    document.addEventListener('pointerdown', rest)
    return () => document.removeEventListener('pointerdown', rest)
  }, [awake, place])
  // What unfolds with it may not fit beneath: its end, where one sends, stays in view.
  useEffect(() => {
    const element = place.current
    if (!awake || !element) return
    const watch = new ResizeObserver(() => {
      element.scrollIntoView({ block: 'end' })
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [awake, place])
  return { awake, wake: () => setAwake(true) }
}
