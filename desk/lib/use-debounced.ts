import { useEffect, useState } from 'react'

/** The value once it has rested for a while. */
export function useDebounced<T>(value: T, wait = 120): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return rested
}
