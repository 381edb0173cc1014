import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

type Shown<T> = { key: string; data?: T; error?: unknown }

/** Reads a value by key. The previous value stays while it is read again. */
export function useRead<T>(key: string, read: (signal: AbortSignal) => Promise<T>) {
  const [shown, setShown] = useState<Shown<T>>({ key })
  const latest = useRef(read)
  latest.current = read
  const running = useRef<AbortController | null>(null)

  const reload = useCallback(() => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    latest.current(mine.signal).then(
      (data) => !mine.signal.aborted && setShown({ key, data }),
      (error) => !mine.signal.aborted && setShown((before) => ({ ...(before.key === key ? before : {}), key, error })),
    )
  }, [key])

  useEffect(() => {
    reload()
    return () => running.current?.abort()
  }, [reload])

  /** Sets a value from another response, and cancels a read in progress, which may be older. */
  const set = useCallback(
    (data: T) => {
      running.current?.abort()
      setShown({ key, data })
    },
    [key],
  )

  const current = shown.key === key ? shown : { key }
  return { data: current.data, error: current.error, reload, set }
}
