import { useDates } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMe } from '../../lib/session.ts'
import classes from './due-text.module.css'
import { startOfDay } from './to-do/sections.ts'

/** Due date: its hour today, its day otherwise; in colour once it is past. */
export function DueText({ dueAt, now }: { dueAt: string; now: number }) {
  const t = useT()
  const dates = useDates()
  const { timeZone } = useMe().organisation
  const due = Date.parse(dueAt)
  const isLate = due < now
  const isToday = due >= startOfDay(now, timeZone) && due < startOfDay(now, timeZone, 1)
  return (
    <span className={classes.due} data-late={isLate || undefined}>
      {isLate && <span className="sr-only">{t('ticket.late')}, </span>}
      <time dateTime={dueAt} title={dates.exact(dueAt)}>
        {isToday ? dates.time(dueAt) : dates.brief(dueAt, now)}
      </time>
    </span>
  )
}
