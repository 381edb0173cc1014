import type { Status } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { formatMinutes } from '../../../lib/duration.ts'
import { useT } from '../../../lib/i18n.tsx'
import { isBlank } from '../../../lib/plain-html.ts'
import { shortName } from '../../../lib/short-name.ts'
import { FileGrid } from '../files/file-grid.tsx'
import { StatusWords } from '../marks.tsx'
import { useReaders } from '../use-readers.ts'
import { Entry, EntryText } from './entry.tsx'
import { RelativeTime } from './relative-time.tsx'
import classes from './step-view.module.css'
import type { StepEntry } from './story.ts'

const apart = 5 * 60_000

/** A step: author, time, visibility, text, and the status that it set. */
export function StepView({ entry: { step, to }, ticket }: { entry: StepEntry; ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const readers = useReaders(ticket)
  const told = step.author.id !== step.performer.id
  const later = Math.abs(Date.parse(step.createdAt) - Date.parse(step.happenedAt)) > apart
  const internal = step.visibility === 'internal'
  const fromClient = step.performer.kind === 'contact'
  const label = [
    t(`step.${step.kind}`),
    internal && t('story.internal'),
    step.performer.name,
    dates.said(step.happenedAt, now),
  ]
  return (
    <Entry
      label={label.filter(Boolean).join(', ')}
      name={step.performer.name}
      kind={t(`step.${step.kind}`)}
      internal={internal}
      meta={[
        <RelativeTime key="at" iso={step.happenedAt} />,
        told && t('story.told_by', { name: shortName(step.author.name) }),
        later && (
          <span key="entered">
            {t('story.entered')} <RelativeTime iso={step.createdAt} />
          </span>
        ),
        step.minutesSpent !== null && formatMinutes(step.minutesSpent),
        internal ? t('story.internal') : !fromClient && t('story.visible_to', { name: readers.names }),
      ]}
    >
      {!isBlank(step.body) && <EntryText html={step.body} />}
      <FileGrid files={ticket.attachments.filter((file) => file.stepId === step.id)} />
      {to && (
        <p className={classes.to}>
          <StatusWords status={to as Status} />
        </p>
      )}
    </Entry>
  )
}
