import type { Action } from '../../../contract/actions.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './done-box.module.css'

type Props = { action: Action; isDone: boolean; onToggle: () => void }

/** Checkbox that marks an action as done, or opens it again. */
export function DoneBox({ action, isDone, onToggle }: Props) {
  const t = useT()
  const label = t(isDone ? 'action.undo' : 'action.do', { title: action.title })
  return (
    <input
      type="checkbox"
      className={classes.box}
      checked={isDone}
      disabled={!action.can.change}
      aria-label={label}
      title={action.can.change ? label : undefined}
      onChange={onToggle}
    />
  )
}
