import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import classes from './clickable-list.module.css'
import { cx } from './cx.ts'
import { Empty } from './empty.tsx'

/** Header of a list, with its add button. */
export function ListBar({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.bar}>
      {children}
      {action}
    </div>
  )
}

type AddableProps = {
  isEmpty: boolean
  texts: { add: string; description: string; emptyTitle: string; empty: string }
  /** Absent for agents who may not add anything. */
  onAdd?: (() => void) | undefined
  children: ReactNode
}

/** List with a description and an add button, or its empty state. */
export function AddableList({ isEmpty, texts, onAdd, children }: AddableProps) {
  const add = onAdd && (
    <Button icon="plus" onClick={onAdd}>
      {texts.add}
    </Button>
  )
  if (isEmpty)
    return (
      <Empty title={texts.emptyTitle} action={add}>
        {texts.empty}
      </Empty>
    )
  return (
    <>
      <ListBar action={add}>
        <p>{texts.description}</p>
      </ListBar>
      <ul>{children}</ul>
    </>
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

/** Row that opens on a click anywhere, or by its name with the keyboard. `small` elements are below the rest. */
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
