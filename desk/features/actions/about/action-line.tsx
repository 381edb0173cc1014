import type { Action } from '../../../../contract/actions.ts'
import { useDates } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { openAction } from '../../../lib/opened-action.ts'
import { useMe } from '../../../lib/session.ts'
import { ActionMarks } from '../action-marks.tsx'
import { Assignees } from '../assignees.tsx'
import { DoneBox } from '../done-box.tsx'
import { DueText } from '../due-text.tsx'
import classes from './actions-about.module.css'

type Props = { action: Action; isDone: boolean; now: number; onToggle: () => void }

/** One action in one line, without the record that it is about. */
export function ActionLine({ action, isDone, now, onToggle }: Props) {
  const t = useT()
  const dates = useDates()
  const { id } = useMe()
  const { doneAt, doneBy, dueAt } = action
  return (
    <li className={classes.line} data-done={isDone || undefined}>
      <DoneBox action={action} isDone={isDone} onToggle={onToggle} />
      <span className={classes.words}>
        <button type="button" className={classes.title} onClick={() => openAction(action)}>
          {action.title}
        </button>
        {doneAt && doneBy ? (
          <small title={dates.exact(doneAt)}>
            {t('action.done_by', { name: doneBy.name, when: dates.relative(doneAt, now) })}
          </small>
        ) : (
          dueAt && (
            <small>
              <DueText dueAt={dueAt} now={now} />
            </small>
          )
        )}
      </span>
      <ActionMarks action={action} />
      {!isDone && <Assignees assignees={action.assignees} reader={id} />}
    </li>
  )
}
