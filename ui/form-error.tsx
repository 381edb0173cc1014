import type { ReactNode } from 'react'
import classes from './form-error.module.css'
import { Icon } from './icon.tsx'

/** Why the form was refused and what to do; said aloud at once. What was typed stays. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <div className={classes.error} role="alert">
      <Icon name="alert" />
      <div>{children}</div>
    </div>
  )
}
