import { useT } from '../../lib/i18n.tsx'
import { useLiveLost } from '../../lib/live/use-live-lost.ts'
import classes from './offline.module.css'

/** Notice that the live stream is interrupted, so that the screen may be outdated. */
export function Offline() {
  const t = useT()
  const lost = useLiveLost()
  return <div role="status">{lost && <p className={classes.offline}>{t('shell.offline')}</p>}</div>
}
