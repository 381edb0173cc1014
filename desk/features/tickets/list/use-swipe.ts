import { type PointerEvent, useRef } from 'react'

const threshold = 72

type Sides = { right?: (() => void) | undefined; left?: (() => void) | undefined }

/**
 * Detects horizontal swipes over a row, which follows the finger. Released before the threshold, it does nothing.
 * Vertical gestures scroll the list (`touch-action: pan-y`).
 */
export function useSwipe({ right, left }: Sides) {
  const start = useRef<{ x: number; y: number; moved: boolean } | null>(null)

  function place(row: HTMLElement, x: number) {
    row.style.setProperty('--swipe', `${x}px`)
    row.dataset.swipe = Math.abs(x) < threshold ? 'begun' : 'ready'
  }

  function end(row: HTMLElement) {
    row.style.removeProperty('--swipe')
    delete row.dataset.swipe
    start.current = null
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType !== 'touch') return
      start.current = { x: event.clientX, y: event.clientY, moved: false }
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const from = start.current
      if (!from) return
      const x = event.clientX - from.x
      if (!from.moved && Math.abs(x) < 12) return
      if (!from.moved) event.currentTarget.setPointerCapture(event.pointerId)
      from.moved = true
      const allowed = x > 0 ? right : left
      place(event.currentTarget, allowed ? Math.max(-120, Math.min(120, x)) : 0)
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const from = start.current
      end(event.currentTarget)
      const x = from ? event.clientX - from.x : 0
      if (Math.abs(x) >= threshold) (x > 0 ? right : left)?.()
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event.currentTarget),
  }
}
