import { Link } from '@tanstack/react-router'
import { Icon } from '../../../ui/icon.tsx'
import { useQuarantineCount } from '../../data/quarantine.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './home.module.css'

/** Notice with the number of quarantined submissions. */
export function QuarantineNotice() {
  const t = useT()
  const count = useQuarantineCount()
  if (count === 0) return null
  return (
    <Link to="/quarantaine" className={classes.notice}>
      <Icon name="eye" />
      {t('forms.quarantine_waiting', { count })}
    </Link>
  )
}
