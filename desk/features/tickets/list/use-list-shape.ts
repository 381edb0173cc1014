import { type RefObject, useLayoutEffect, useState } from 'react'

/** Pixels from which a ticket takes one line, and from which each of its facts has a column. */
const oneLine = 680
const allColumns = 1000

/** Pixels that the line of an excerpt adds to a row. */
export const excerptHeight = 20

export type ListShape = { height: number; columns: boolean }

/** Returns how rows are drawn in the list's width; a finger wants more room than a mouse. */
export function useListShape(list: RefObject<HTMLElement | null>, opened: boolean): ListShape {
  const [shape, setShape] = useState<ListShape>({ height: 58, columns: false })
  // Opening a ticket narrows the list: it is measured before it is painted again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const touch = matchMedia('(pointer: coarse)')
    const measure = () => {
      const { clientWidth } = element
      const columns = clientWidth >= allColumns
      const height = clientWidth >= oneLine ? (touch.matches ? 44 : 36) : touch.matches ? 62 : 58
      setShape((known) => (known.height === height && known.columns === columns ? known : { height, columns }))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    touch.addEventListener('change', measure)
    return () => {
      watch.disconnect()
      touch.removeEventListener('change', measure)
    }
  }, [list, opened])
  return shape
}
