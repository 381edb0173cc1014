import { useQuery } from '@tanstack/react-query'
import { cx } from '../../../ui/cx.ts'
import { actionCountQuery } from '../../data/actions.ts'
import { useLocale, useT } from '../../lib/i18n.tsx'
import classes from './rail.module.css'

/** Count of the reader's actions that are overdue or due today. */
export function DueCount() {
  const t = useT()
  const language = useLocale()
  const count = useQuery(actionCountQuery).data?.due ?? 0
  if (count === 0) return null
  return (
    <b className={cx(classes.count, 'num')} title={t('nav.to_do_due', { count })}>
      {count.toLocaleString(language)}
    </b>
  )
}
