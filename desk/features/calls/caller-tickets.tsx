import { Link } from '@tanstack/react-router'
import { dot } from '../../../browser/separator.ts'
import type { TicketRow } from '../../../contract/tickets.ts'
import { StatusGlyph } from '../../../ui/status-glyph.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './caller-pane.module.css'
import { isLikelySame } from './likely-same.ts'

/** Open tickets of the caller: the call may be about one of them. */
export function CallerTickets({ tickets, title }: { tickets: readonly TicketRow[]; title: string }) {
  const t = useT()
  if (tickets.length === 0) return <p className={classes.group}>{t('call.no_open')}</p>
  return (
    <>
      <h4 className={classes.group}>{t('call.open_heading')}</h4>
      <ul>
        {tickets.map((ticket) => (
          <OpenTicket key={ticket.id} ticket={ticket} same={isLikelySame(title, ticket.title)} />
        ))}
      </ul>
    </>
  )
}

function OpenTicket({ ticket, same }: { ticket: TicketRow; same: boolean }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return (
    <li className={classes.item} data-same={same || undefined}>
      <Link to="/tickets/$key" params={{ key: String(ticket.number) }} target="_blank" className={classes.ticket}>
        {ticket.title}
      </Link>
      <span className={classes.number}>T-{ticket.number}</span>
      <small className={classes.state}>
        <StatusGlyph status={ticket.status} />
        <span>
          {same && (
            <b>
              {t('call.likely_same')}
              {dot}
            </b>
          )}
          {t(`status.${ticket.status}`)}
          {dot}
          {ticket.lead?.name ?? t('call.no_lead')}
          {dot}
          <time dateTime={ticket.reportedAt} title={dates.exact(ticket.reportedAt)}>
            {dates.relative(ticket.reportedAt, now)}
          </time>
        </span>
      </small>
    </li>
  )
}
