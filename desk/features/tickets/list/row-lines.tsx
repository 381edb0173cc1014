import { dot } from '../../../../browser/separator.ts'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { cx } from '../../../../ui/cx.ts'
import { useDates } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import { ticketRef } from '../labels.ts'
import { CriticalityMark, PriorityMark } from '../marks.tsx'
import classes from './row.module.css'

type Props = { row: TicketRow; search: TicketSearch; left: boolean; now: number }

/** Icons after the title of a ticket. */
export function RowMarks({ row }: { row: TicketRow }) {
  const t = useT()
  return (
    <span className={classes.marks}>
      {row.priority && <PriorityMark priority={row.priority} />}
      <CriticalityMark criticality={row.criticality} />
      <Avatar name={row.lead?.name ?? null} size={20} />
      <span className="sr-only">{row.lead ? t('ticket.led_by', { name: row.lead.name }) : t('ticket.unclaimed')}</span>
    </span>
  )
}

/** Number, people and time of a ticket: below its title, or beside it in a wide list. */
export function SecondLine({ row, search, left, now }: Props) {
  const t = useT()
  const dates = useDates()
  const late = isOpen(row.status) && row.dueAt !== null && Date.parse(row.dueAt) < now
  const time = search.sort === 'reported' ? row.reportedAt : row.updatedAt
  return (
    <div className={cx(classes.line, classes.second)}>
      <span className={classes.number}>{ticketRef(row)}</span>
      <span className={classes.who}>{[row.company, row.contact].filter(Boolean).join(dot)}</span>
      <span className={classes.when}>
        {left && (
          <span className={classes.gone}>
            {t('list.left')}
            {dot}
          </span>
        )}
        {late && !left && (
          <>
            <span className={classes.late}>{t('ticket.late')}</span>
            {dot}
          </>
        )}
        <time dateTime={time} title={dates.exact(time)}>
          {dates.stamp(time, now)}
        </time>
      </span>
    </div>
  )
}
