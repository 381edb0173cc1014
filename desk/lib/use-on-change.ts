import { useEffect, useRef } from 'react'

/** Tells somebody outside that a value has changed, once for each change. */
export function useOnChange<T>(value: T, tell: (value: T) => void) {
  const current = useRef(tell)
  current.current = tell
  useEffect(() => current.current(value), [value])
}
