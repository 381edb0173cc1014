import type { ComponentPropsWithRef, ReactNode } from 'react'
import classes from './button.module.css'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger'

type Props = ComponentPropsWithRef<'button'> & {
  look?: ButtonLook
  icon?: IconName
  /** Shortcut of the button. */
  kbd?: string
  /** Whether the action is in progress: the button is disabled. */
  busy?: boolean
  children: ReactNode
}

export function Button({ look = 'plain', icon, kbd, busy, children, className, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      className={cx(classes.button, classes[look], className)}
      disabled={disabled || busy}
      data-busy={busy || undefined}
      aria-busy={busy || undefined}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
      {kbd && <Kbd>{kbd}</Kbd>}
    </button>
  )
}

type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'children'> & { icon: IconName; label: string }

/** Button with an icon only; `label` is its accessible name. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" className={cx(classes.icon, className)} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  )
}
