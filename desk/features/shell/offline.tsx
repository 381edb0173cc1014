import { useT } from '../../lib/i18n.tsx'
import { useLiveLost } from '../../lib/live/use-live-lost.ts'
import classes from './offline.module.css'

/** Says when news no longer comes in: what is on the screen may be old. */
export function Offline() {
  const t = useT()
  const lost = useLiveLost()
  return <div role="status">{lost && <p className={classes.offline}>{t('shell.offline')}</p>}</div>
}
