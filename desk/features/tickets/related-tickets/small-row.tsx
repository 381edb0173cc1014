import { Link } from '@tanstack/react-router'
import { dot } from '../../../../browser/separator.ts'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { useIsSeen } from '../../../data/seen.ts'
import { useDates } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { ticketRef } from '../labels.ts'
import { CriticalityMark, StatusMark } from '../marks.tsx'
import classes from './related-tickets.module.css'

/** One ticket in one line, for pages about something else. */
export function SmallRow({ row, now, who }: { row: TicketRow; now: number; who: string | null }) {
  const t = useT()
  const dates = useDates()
  const isSeen = useIsSeen()
  const unread = row.unread && !isSeen(row)
  const late = row.dueAt !== null && Date.parse(row.dueAt) < now
  return (
    <div className={classes.row} data-who={who !== null || undefined} data-unread={unread || undefined}>
      <StatusMark status={row.status} />
      <Link to="/tickets/$key" params={{ key: String(row.number) }} className={classes.title}>
        {unread && <span className="sr-only">{t('ticket.unread')}, </span>}
        {row.title}
      </Link>
      {who !== null && <span className={classes.who}>{who}</span>}
      <span className={classes.number}>{ticketRef(row)}</span>
      <CriticalityMark criticality={row.criticality} />
      <Avatar name={row.lead?.name ?? null} size={20} />
      <span className="sr-only">{row.lead ? t('ticket.led_by', { name: row.lead.name }) : t('ticket.unclaimed')}</span>
      <span className={classes.when}>
        {late && (
          <span className={classes.late}>
            {t('ticket.late')}
            {dot}
          </span>
        )}
        <time dateTime={row.updatedAt} title={dates.exact(row.updatedAt)}>
          {dates.stamp(row.updatedAt, now)}
        </time>
      </span>
    </div>
  )
}
