import { type PointerEvent, useRef, useState } from 'react'

type Drag = { from: number; to: number }

/**
 * Lets items of a list be dragged by a handle, with a mouse or a finger. Nothing moves before the drop: `dropAt` tells beside
 * which item it would be.
 */
export function useDragOrder(onMove: (from: number, to: number) => void) {
  const list = useRef<HTMLOListElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)

  /** Returns the index that the item would get if it were dropped at this height. */
  function placeAt(y: number, from: number): number {
    const items = [...(list.current?.children ?? [])]
    const above = items.filter((item, at) => {
      const { top, height } = item.getBoundingClientRect()
      return at !== from && top + height / 2 < y
    })
    return above.length
  }

  const handle = (from: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      setDrag({ from, to: from })
    },
    onPointerMove({ clientY }: PointerEvent) {
      if (!drag) return
      const to = placeAt(clientY, from)
      if (to !== drag.to) list.current?.children[to]?.scrollIntoView({ block: 'nearest' })
      setDrag({ from, to })
    },
    onPointerUp() {
      if (drag && drag.to !== drag.from) onMove(drag.from, drag.to)
      setDrag(null)
    },
    onPointerCancel: () => setDrag(null),
  })

  const dropAt = (at: number): 'before' | 'after' | undefined =>
    drag && drag.to !== drag.from && drag.to === at ? (drag.to < drag.from ? 'before' : 'after') : undefined

  return { list, handle, dropAt, draggedAt: drag?.from ?? null }
}
