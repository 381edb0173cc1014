import type { Criticality, Priority, Status } from '../../../contract/enums.ts'
import { CriticalityBars } from '../../../ui/criticality-bars.tsx'
import { PriorityArrow } from '../../../ui/priority-arrow.tsx'
import { StatusGlyph } from '../../../ui/status-glyph.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './marks.module.css'

/** Icons of a ticket, each with its text for screen readers. */
export function StatusMark({ status }: { status: Status }) {
  const t = useT()
  return <StatusGlyph status={status} label={t(`status.${status}`)} />
}

export function CriticalityMark({ criticality }: { criticality: Criticality }) {
  const t = useT()
  return (
    <CriticalityBars
      criticality={criticality}
      label={t('ticket.criticality_is', { value: t(`criticality.${criticality}`) })}
    />
  )
}

export function PriorityMark({ priority }: { priority: Priority }) {
  const t = useT()
  return <PriorityArrow priority={priority} label={t('ticket.priority_is', { value: t(`priority.${priority}`) })} />
}

/** The same icons with visible text. */
export function StatusWords({ status }: { status: Status }) {
  const t = useT()
  return (
    <span className={classes.words}>
      <StatusGlyph status={status} />
      {t(`status.${status}`)}
    </span>
  )
}

export function CriticalityWords({ criticality }: { criticality: Criticality }) {
  const t = useT()
  return (
    <span className={classes.words}>
      <CriticalityBars criticality={criticality} />
      {t(`criticality.${criticality}`)}
    </span>
  )
}

export function PriorityWords({ priority }: { priority: Priority | null }) {
  const t = useT()
  if (priority === null) return <span className={classes.none}>{t('priority.none')}</span>
  return (
    <span className={classes.words}>
      <PriorityArrow priority={priority} />
      {t(`priority.${priority}`)}
    </span>
  )
}
