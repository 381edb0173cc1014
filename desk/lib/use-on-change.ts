import { useEffect, useRef } from 'react'

/** Calls a function once for each change of a value. */
export function useOnChange<T>(value: T, tell: (value: T) => void) {
  const current = useRef(tell)
  current.current = tell
  useEffect(() => current.current(value), [value])
}
