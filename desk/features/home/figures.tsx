import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { cx } from '../../../ui/cx.ts'
import { type CountFilter, ticketCountQuery } from '../../data/ticket-count.ts'
import { type MessageKey, useLocale, useT } from '../../lib/i18n.tsx'
import { ticketViews } from '../../lib/ticket-views.ts'
import classes from './home.module.css'

/** Counts of the main lists, the agent's own work first, each a link to its list. */
export function Figures() {
  return (
    <ul className={classes.figures}>
      {ticketViews.map((view) => (
        <li key={view.label}>
          <Figure {...view} />
        </li>
      ))}
    </ul>
  )
}

type Props = { label: MessageKey; search: CountFilter; alarming?: boolean }

function Figure({ label, search, alarming }: Props) {
  const t = useT()
  const locale = useLocale()
  const { data } = useQuery(ticketCountQuery(search))
  const count = data ? data.count.toLocaleString(locale) + (data.capped ? '+' : '') : ' '
  return (
    <Link
      to="/tickets"
      search={search}
      className={classes.figure}
      data-alarming={(alarming && data?.count) || undefined}
    >
      <b className={cx(classes.count, 'num')}>{count}</b>
      <span>{t(label)}</span>
    </Link>
  )
}
