import type { ReactNode } from 'react'
import classes from './clickable-list.module.css'
import { cx } from './cx.ts'

/** Header of a list, with its add button. */
export function ListBar({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.bar}>
      {children}
      {action}
    </div>
  )
}

type LineProps = {
  name: string
  note: string
  /** Class that sets `--cells`, the column widths on wide screens. */
  className: string | undefined
  onOpen: () => void
  children: ReactNode
}

/** Row that opens by a click anywhere, or by its name with the keyboard. `small` in it goes below the rest. */
export function ClickableRow({ name, note, className, onOpen, children }: LineProps) {
  return (
    <li className={cx(classes.line, className)}>
      <span className={classes.name}>
        <button type="button" onClick={onOpen}>
          {name}
        </button>
        <small>{note}</small>
      </span>
      {children}
    </li>
  )
}
