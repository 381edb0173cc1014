import type { ReactNode } from 'react'
import classes from './form-error.module.css'
import { Icon } from './icon.tsx'

/** Error of a form, announced by screen readers. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <div className={classes.error} role="alert">
      <Icon name="alert" />
      <div>{children}</div>
    </div>
  )
}
