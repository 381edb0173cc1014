import { Link } from '@tanstack/react-router'
import { dot } from '../../../../browser/separator.ts'
import type { Action } from '../../../../contract/actions.ts'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { StatusGlyph } from '../../../../ui/status-glyph.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { openAction } from '../../../lib/opened-action.ts'
import { ActionMarks } from '../action-marks.tsx'
import { Assignees } from '../assignees.tsx'
import { DoneBox } from '../done-box.tsx'
import { DueText } from '../due-text.tsx'
import { SubjectLink } from '../subject.tsx'
import { PutOff } from './put-off.tsx'
import { itemElementId } from './to-do-item.ts'
import classes from './to-do-row.module.css'

type TicketProps = { ticket: TicketRow; now: number; onFocus: () => void }

/** Ticket to handle: its status, title, number and client. */
export function TicketToDo({ ticket, now, onFocus }: TicketProps) {
  const t = useT()
  const { id, number, title, status, company, contact, dueAt } = ticket
  return (
    <li className={classes.row} onFocus={onFocus}>
      <span className={classes.mark}>
        <StatusGlyph status={status} label={`${t('action.about_kind.ticket')}, ${t(`status.${status}`)}`} />
      </span>
      <span className={classes.name}>
        <Link
          to="/tickets/$key"
          params={{ key: String(number) }}
          id={itemElementId(id)}
          className={`${classes.title} ${classes.whole}`}
        >
          {title}
        </Link>
      </span>
      <span className={classes.about}>
        <span className={classes.who}>{[`T-${number}`, company ?? contact].filter(Boolean).join(dot)}</span>
      </span>
      <span className={classes.due}>{dueAt && <DueText dueAt={dueAt} now={now} />}</span>
    </li>
  )
}

type ActionProps = {
  action: Action
  /** Agent whose list it is. */
  agentId: string
  isBeingDone: boolean
  onDone: () => void
  isPuttingOff: boolean
  onPuttingOff: (opened: boolean) => void
  onPutOff: (dueAt: string | null) => void
  now: number
  onFocus: () => void
}

/** Open action: done by its box, put off by its due date, and opened by its title. */
export function ActionToDo(props: ActionProps) {
  const { action, agentId, isBeingDone, onDone, isPuttingOff, onPuttingOff, onPutOff, now, onFocus } = props
  const { id, title, about, assignees, dueAt, can } = action
  return (
    <li className={classes.row} data-done={isBeingDone || undefined} onFocus={onFocus}>
      <span className={classes.mark}>
        <DoneBox action={action} isDone={isBeingDone} onToggle={onDone} />
      </span>
      <span className={classes.name}>
        <button type="button" id={itemElementId(id)} className={classes.title} onClick={() => openAction(action)}>
          {title}
        </button>
        <ActionMarks action={action} />
        <Assignees assignees={assignees} reader={agentId} />
      </span>
      <span className={classes.about}>{about && <SubjectLink about={about} className={classes.who} />}</span>
      <span className={classes.due}>
        {can.change ? (
          <PutOff action={action} opened={isPuttingOff} onOpened={onPuttingOff} onPutOff={onPutOff} />
        ) : (
          dueAt && <DueText dueAt={dueAt} now={now} />
        )}
      </span>
    </li>
  )
}
