import { Link } from '@tanstack/react-router'
import { dot } from '../../../browser/separator.ts'
import type { UnreadTicket } from '../../../contract/unread.ts'
import { StatusGlyph } from '../../../ui/status-glyph.tsx'
import { useDates } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMe } from '../../lib/session.ts'
import classes from './bell.module.css'
import { newsText } from './news-text.ts'

type Props = { item: UnreadTicket; now: number; first: boolean; onOpen: () => void }

/** Row of a ticket with its latest event: “Claire a demandé une précision · il y a 3 min”. */
export function BellRow({ item, now, first, onOpen }: Props) {
  const t = useT()
  const dates = useDates()
  const me = useMe()
  const { number, title, status, opening, last } = item
  return (
    <li>
      <Link
        to="/tickets/$key"
        params={{ key: String(number) }}
        className={classes.row}
        onClick={onOpen}
        {...(first && { 'data-autofocus': true })}
      >
        <StatusGlyph status={status} label={t(`status.${status}`)} />
        <span className={classes.title}>{title}</span>
        <span className={classes.number}>T-{number}</span>
        <span className={classes.news}>
          {newsText(t, last, me.id)}
          {dot}
          {opening && `${t('ticket.unclaimed')}${dot}`}
          <time dateTime={last.at} title={dates.exact(last.at)}>
            {dates.relative(last.at, now)}
          </time>
        </span>
      </Link>
    </li>
  )
}
