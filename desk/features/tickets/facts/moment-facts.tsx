import { dot } from '../../../../browser/separator.ts'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { MomentPicker } from '../pick/moment-picker.tsx'
import { EditableFact } from './fact.tsx'
import { fieldFact } from './field-fact.ts'
import classes from './moment-facts.module.css'
import { None } from './none.tsx'

export function DueFact({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return (
    <EditableFact
      ticket={ticket}
      label={t('fact.due')}
      can={ticket.can.edit}
      edit={fieldFact(ticket, 'dueAt', (dueAt) => ({ dueAt }))}
      draw={(due) => {
        if (due === null) return <None feminine />
        const late = isOpen(ticket.status) && Date.parse(due) < now
        return (
          <span className={late ? classes.late : undefined} title={dates.exact(due)}>
            {dates.brief(due, now)}
            {late && `${dot}${t('ticket.late')}`}
          </span>
        )
      }}
      picker={({ editing, save }) => (
        <MomentPicker label={t('fact.due')} lean="future" value={editing.draft} none={t('fact.none_f')} onPick={save} />
      )}
    />
  )
}

export function ReportedFact({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return (
    <EditableFact
      ticket={ticket}
      label={t('fact.reported')}
      can={ticket.can.edit}
      edit={fieldFact(ticket, 'reportedAt', (reportedAt) => ({ reportedAt }))}
      draw={(reported) => <span title={dates.exact(reported)}>{dates.brief(reported, now)}</span>}
      note={ticket.reporter ? t('fact.reported_by', { name: ticket.reporter.name }) : undefined}
      picker={({ editing, save, giveUp }) => (
        <MomentPicker
          label={t('fact.reported')}
          lean="past"
          value={editing.draft}
          onPick={(instant) => (instant === null ? giveUp() : save(instant))}
        />
      )}
    />
  )
}
