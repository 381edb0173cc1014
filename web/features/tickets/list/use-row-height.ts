import { type RefObject, useLayoutEffect, useState } from 'react'

const wide = 680

/** What a row is higher by, with the line that a search found in it. */
export const excerptHeight = 20

/** Where the list is wide a ticket takes one line, else two; a finger wants more room than a mouse. */
export function useRowHeight(list: RefObject<HTMLElement | null>) {
  const [height, setHeight] = useState(58)
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const touch = matchMedia('(pointer: coarse)')
    const measure = () => {
      const oneLine = element.clientWidth >= wide
      setHeight(oneLine ? (touch.matches ? 44 : 36) : touch.matches ? 62 : 58)
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    touch.addEventListener('change', measure)
    return () => {
      watch.disconnect()
      touch.removeEventListener('change', measure)
    }
  }, [list])
  return height
}
