import { Link } from '@tanstack/react-router'
import { cx } from '../../../ui/cx.ts'
import { useQuarantineCount } from '../../data/quarantine.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './rail.module.css'

/** Link to the quarantine, shown while it contains submissions. */
export function QuarantineLink() {
  const t = useT()
  const count = useQuarantineCount()
  if (count === 0) return null
  return (
    <Link to="/quarantaine" className={classes.link} activeProps={{ 'data-on': true }}>
      <i className={classes.dot} style={{ background: 'var(--disputed)' }} />
      {t('forms.quarantine')}
      <b className={cx(classes.count, 'num')}>{count}</b>
    </Link>
  )
}
