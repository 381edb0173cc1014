import type { Action } from '../../../contract/actions.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import classes from './assignees.module.css'

/** Agents who have an action to do, unless it is the reader of the list alone. */
export function Assignees({ assignees, reader }: { assignees: Action['assignees']; reader: string }) {
  if (assignees.length === 1 && assignees[0]?.id === reader) return null
  const names = assignees.map(({ name }) => name).join(', ')
  return (
    <span className={classes.people} title={names}>
      {assignees.slice(0, 3).map(({ id, name }) => (
        <Avatar key={id} name={name} size={20} />
      ))}
      {assignees.length > 3 && <small className="num">+{assignees.length - 3}</small>}
      <span className="sr-only">{names}</span>
    </span>
  )
}
