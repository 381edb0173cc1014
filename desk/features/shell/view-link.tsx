import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { cx } from '../../../ui/cx.ts'
import { type CountFilter, ticketCountQuery } from '../../data/ticket-count.ts'
import { type MessageKey, useLocale, useT } from '../../lib/i18n.tsx'
import classes from './rail.module.css'

type Props = { label: MessageKey; hue: string; search: CountFilter }

export function ViewLink({ label, hue, search }: Props) {
  const t = useT()
  const language = useLocale()
  const { data } = useQuery(ticketCountQuery(search))
  const count = data && data.count > 0 ? data.count.toLocaleString(language) + (data.capped ? '+' : '') : null
  return (
    <Link to="/tickets" search={search} className={classes.link} activeProps={{ 'data-on': true }}>
      <i className={classes.dot} style={{ background: hue }} />
      {t(label)}
      {count && <b className={cx(classes.count, 'num')}>{count}</b>}
    </Link>
  )
}
