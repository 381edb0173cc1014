import { useT } from '../../../lib/i18n.tsx'
import classes from './empty-value.module.css'

export function EmptyValue({ feminine }: { feminine?: boolean }) {
  const t = useT()
  return <span className={classes.none}>{t(feminine ? 'fact.none_f' : 'fact.none')}</span>
}
