import { useSyncExternalStore } from 'react'
import { useT } from '../../lib/i18n.tsx'
import classes from './offline.module.css'

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

export function Offline() {
  const t = useT()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return <div role="status">{!online && <p className={classes.offline}>{t('shell.offline')}</p>}</div>
}
