import { useState } from 'react'

/** Keyboard cursor and selection of a list, both by id, because rows come and go. */
export function useCursor(ids: string[]) {
  const [current, setCurrent] = useState<string | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)
  const at = current === null ? -1 : ids.indexOf(current)

  function toggle(id: string) {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
    setAnchor(id)
  }

  /** Selects the range from the last selected row to this one, as Shift does. */
  function tickTo(id: string) {
    const from = anchor === null ? -1 : ids.indexOf(anchor)
    const to = ids.indexOf(id)
    if (from < 0) return toggle(id)
    setTicked(new Set([...ticked, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)]))
  }

  return {
    current,
    index: at,
    ticked,
    moveTo: setCurrent,
    /** Moves the cursor, and returns its new index. */
    step(by: number) {
      const next = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))
      setCurrent(ids[next] ?? null)
      return next
    },
    toggle,
    tickTo,
    clear: () => setTicked(new Set()),
  }
}

export type Cursor = ReturnType<typeof useCursor>
