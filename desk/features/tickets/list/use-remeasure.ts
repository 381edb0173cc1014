import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'

type Options = {
  virtual: Virtualizer<HTMLDivElement, Element>
  scroll: RefObject<HTMLDivElement | null>
  rows: TicketRow[]
  heightOf: (row: TicketRow) => number
  /** Index of the row at the cursor; -1 when there is none. */
  current: number
  /** Changes when rows change their height. */
  heights: string
}

/**
 * Measures the rows again after their heights changed, without moving the row at the cursor, or else the first one in
 * view.
 */
export function useRemeasure({ virtual, scroll, rows, heightOf, current, heights }: Options) {
  const before = useRef({ heights, rows, heightOf })
  useLayoutEffect(() => {
    const { heights: known, rows: placed, heightOf: heightBefore } = before.current
    before.current = { heights, rows, heightOf }
    const list = scroll.current
    if (known === heights || !list) return
    const { scrollTop, clientHeight } = list
    const at = startOf(placed, current, heightBefore)
    const isInView = current >= 0 && at >= scrollTop && at < scrollTop + clientHeight
    const kept = isInView ? current : firstInView(placed, scrollTop, heightBefore)
    const rest = scrollTop - startOf(placed, kept, heightBefore)
    const content = list.firstElementChild
    if (content instanceof HTMLElement) content.style.height = `${startOf(rows, rows.length, heightOf)}px`
    list.scrollTop = startOf(rows, kept, heightOf) + rest
    // Set the offset before the scroll event: a row that is missing in one render loses the focus.
    virtual.scrollOffset = list.scrollTop
    virtual.measure()
  })
}

function startOf(rows: TicketRow[], index: number, heightOf: (row: TicketRow) => number) {
  let start = 0
  for (const row of rows.slice(0, Math.max(0, index))) start += heightOf(row)
  return start
}

function firstInView(rows: TicketRow[], scrollTop: number, heightOf: (row: TicketRow) => number) {
  let end = 0
  for (const [index, row] of rows.entries()) {
    end += heightOf(row)
    if (end > scrollTop) return index
  }
  return 0
}
