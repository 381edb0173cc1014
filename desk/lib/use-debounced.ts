import { useEffect, useState } from 'react'

/** Debounces a value. */
export function useDebounced<T>(value: T, wait = 120): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return rested
}
