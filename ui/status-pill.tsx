import type { ComponentPropsWithRef } from 'react'
import type { Status } from '../contract/enums.ts'
import { cx } from './cx.ts'
import { StatusGlyph } from './status-glyph.tsx'
import classes from './status-pill.module.css'

type Props = { status: Status; label: string }

/** Pill with a ticket's status. */
export function StatusPill({ status, label }: Props) {
  return (
    <span className={classes.pill}>
      <StatusGlyph status={status} />
      {label}
    </span>
  )
}

export function StatusPillButton({ status, label, className, ...rest }: Props & ComponentPropsWithRef<'button'>) {
  return (
    <button type="button" className={cx(classes.pill, classes.button, className)} {...rest}>
      <StatusGlyph status={status} />
      {label}
    </button>
  )
}
