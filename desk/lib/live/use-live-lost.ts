import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveState } from './live.ts'

const patience = 5_000

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/**
 * Tells whether the live connection is lost: at once when the browser is offline, else after 5 s, the time of a
 * restart.
 */
export function useLiveLost(): boolean {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  const isLost = useLiveState() === 'lost'
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!isLost) return setLong(false)
    const timer = setTimeout(() => setLong(true), patience)
    return () => clearTimeout(timer)
  }, [isLost])
  return !online || (isLost && long)
}
