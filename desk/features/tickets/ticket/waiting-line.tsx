import type { TicketView } from '../../../../contract/tickets.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import classes from './banner.module.css'

/** Reason and end of the waiting. */
export function WaitingLine({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  if (ticket.status !== 'waiting' || (!ticket.waitingReason && !ticket.waitingUntil)) return null
  return (
    <p className={classes.banner}>
      {ticket.waitingReason && <span>{t('ticket.waits_for', { reason: ticket.waitingReason })}</span>}
      {ticket.waitingUntil && (
        <span title={dates.exact(ticket.waitingUntil)}>
          {t('ticket.waits_until', { when: dates.said(ticket.waitingUntil, now) })}
        </span>
      )}
    </p>
  )
}
