import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * Returns whether an element has at least this width in pixels, measured before the first paint and on every resize.
 */
export function useMinWidth(place: RefObject<HTMLElement | null>, width: number) {
  const [room, setRoom] = useState(true)
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    const measure = () => setRoom(element.clientWidth >= width)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [place, width])
  return room
}
