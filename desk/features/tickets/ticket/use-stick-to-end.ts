import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

const near = 80

/**
 * Scrolls a story to its end when it opens and while it grows, unless the agent has scrolled up. `behind` then says that
 * there is something new below. `newest` identifies the last entry.
 */
export function useStickToEnd(story: RefObject<HTMLElement | null>, newest: string) {
  const following = useRef(true)
  const shown = useRef(newest)
  const [behind, setBehind] = useState(false)

  useLayoutEffect(() => {
    const element = story.current
    if (!element) return
    const look = () => {
      following.current = element.scrollHeight - element.scrollTop - element.clientHeight < near
      if (following.current) setBehind(false)
    }
    const hold = () => {
      if (following.current) element.scrollTop = element.scrollHeight
    }
    hold()
    const watch = new ResizeObserver(hold)
    watch.observe(element)
    for (const child of element.children) watch.observe(child)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [story])

  useLayoutEffect(() => {
    if (shown.current !== newest && !following.current) setBehind(true)
    shown.current = newest
  }, [newest])

  return {
    behind,
    toEnd() {
      following.current = true
      setBehind(false)
      story.current?.scrollTo({ top: story.current.scrollHeight })
    },
  }
}
