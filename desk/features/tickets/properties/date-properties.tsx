import { dot } from '../../../../browser/separator.ts'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import classes from './date-properties.module.css'
import { EmptyValue } from './empty-value.tsx'
import { fieldProperty } from './field-property.ts'
import { EditableProperty } from './property.tsx'

const MomentPicker = lazyPart(
  () => import('../../../lib/moment-picker.tsx').then((file) => file.MomentPicker),
  () => null,
)

export function DueProperty({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.due')}
      can={ticket.can.edit}
      edit={fieldProperty(ticket, 'dueAt', (dueAt) => ({ dueAt }))}
      draw={(due) => {
        if (due === null) return <EmptyValue feminine />
        const late = isOpen(ticket.status) && Date.parse(due) < now
        return (
          <span className={late ? classes.late : undefined} title={dates.exact(due)}>
            {dates.brief(due, now)}
            {late && `${dot}${t('ticket.late')}`}
          </span>
        )
      }}
      picker={({ editing, save, cancel }) => (
        <MomentPicker
          label={t('fact.due')}
          lean="future"
          value={editing.draft}
          none={t('fact.none_f')}
          onPick={save}
          onClose={cancel}
        />
      )}
    />
  )
}

export function ReportedProperty({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.reported')}
      can={ticket.can.edit}
      edit={fieldProperty(ticket, 'reportedAt', (reportedAt) => ({ reportedAt }))}
      draw={(reported) => <span title={dates.exact(reported)}>{dates.brief(reported, now)}</span>}
      note={ticket.reporter ? t('fact.reported_by', { name: ticket.reporter.name }) : undefined}
      picker={({ editing, save, cancel }) => (
        <MomentPicker
          label={t('fact.reported')}
          lean="past"
          value={editing.draft}
          onPick={(instant) => (instant === null ? cancel() : save(instant))}
          onClose={cancel}
        />
      )}
    />
  )
}
