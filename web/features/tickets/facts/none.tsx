import { useT } from '../../../lib/i18n.tsx'
import classes from './none.module.css'

export function None() {
  const t = useT()
  return <span className={classes.none}>{t('fact.none')}</span>
}
