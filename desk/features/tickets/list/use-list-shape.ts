import { type RefObject, useLayoutEffect, useState } from 'react'

/** Widths of the list, in pixels, from which a ticket takes one line, and each property has a column. */
const oneLine = 680
const allColumns = 1000

/** Height that an excerpt adds to a row, in pixels. */
export const excerptHeight = 20

export type ListShape = { height: number; columns: boolean }

/** Returns the layout of rows for the list's width; rows are higher on touch screens. */
export function useListShape(list: RefObject<HTMLElement | null>, opened: boolean): ListShape {
  const [shape, setShape] = useState<ListShape>({ height: 58, columns: false })
  // Opening a ticket narrows the list: measure it before the next paint.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `opened` is a reason to measure
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
