import type { ReactNode } from 'react'
import classes from './clickable-list.module.css'
import { cx } from './cx.ts'

/** Above a list: what it is, and what adds to it. */
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
  /** Gives `--cells`, the widths of the name and of what follows it where there is room. */
  className: string | undefined
  onOpen: () => void
  children: ReactNode
}

/** A line that opens as a whole, and by its name for keyboards; `small` in it is said under the rest. */
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
