import { isOpen } from '../../../../contract/enums.ts'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { useDates } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import type { TicketSearch } from '../filter.ts'
import { ticketRef } from '../labels.ts'
import { CriticalityMark, PriorityWords, StatusWords } from '../marks.tsx'
import classes from './columns.module.css'

type Props = { row: TicketRow; search: TicketSearch; left: boolean; now: number }

/** Properties beside the title, in the columns that ColumnHead names. */
export function RowColumns({ row, search, left, now }: Props) {
  const t = useT()
  const dates = useDates()
  const time = search.sort === 'reported' ? row.reportedAt : row.updatedAt
  return (
    <>
      <span className={classes.number}>{ticketRef(row)}</span>
      <span className={classes.cell}>{row.company}</span>
      <span className={classes.cell}>{row.contact}</span>
      <span className={classes.status}>
        <StatusWords status={row.status} />
      </span>
      <CriticalityMark criticality={row.criticality} />
      <span className={classes.status}>{row.priority && <PriorityWords priority={row.priority} />}</span>
      <span className={classes.lead}>
        <Avatar name={row.lead?.name ?? null} size={20} />
        {row.lead ? (
          <span title={row.lead.name}>{shortName(row.lead.name)}</span>
        ) : (
          <span className="sr-only">{t('ticket.unclaimed')}</span>
        )}
      </span>
      <Due row={row} now={now} />
      <span className={classes.when}>
        {left ? (
          <em title={t('list.left')}>{t('list.left_short')}</em>
        ) : (
          <time dateTime={time} title={dates.exact(time)}>
            {dates.stamp(time, now)}
          </time>
        )}
      </span>
    </>
  )
}

/** Due date, or the end of the waiting. */
function Due({ row, now }: { row: TicketRow; now: number }) {
  const t = useT()
  const dates = useDates()
  const { dueAt, waitingUntil } = row
  const late = isOpen(row.status) && dueAt !== null && Date.parse(dueAt) < now
  if (waitingUntil && !late)
    return (
      <time className={classes.waits} dateTime={waitingUntil} title={dates.exact(waitingUntil)}>
        <Icon name="clock" size={13} />
        <span className="sr-only">{t('list.waits_until')}</span> {dates.relative(waitingUntil, now)}
      </time>
    )
  if (!dueAt) return <span />
  return (
    <time className={late ? classes.late : classes.cell} dateTime={dueAt} title={dates.exact(dueAt)}>
      {late && <span className="sr-only">{t('ticket.late')} </span>}
      {dates.relative(dueAt, now)}
    </time>
  )
}
