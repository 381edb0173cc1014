import { useT } from '../../../lib/i18n.tsx'
import classes from './none.module.css'

export function None({ feminine }: { feminine?: boolean }) {
  const t = useT()
  return <span className={classes.none}>{t(feminine ? 'fact.none_f' : 'fact.none')}</span>
}
