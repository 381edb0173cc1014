import { type ComponentPropsWithRef, useState } from 'react'
import { Field, inputClass } from './field.tsx'
import classes from './password-field.module.css'

type Props = Omit<ComponentPropsWithRef<'input'>, 'type'> & {
  label: string
  hint?: string | undefined
  error?: string | undefined
  showLabel: string
  hideLabel: string
}

/** Password field with a button to show the password. */
export function PasswordField({ label, hint, error, showLabel, hideLabel, ...rest }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <span className={classes.place}>
          <input type={shown ? 'text' : 'password'} className={inputClass} spellCheck={false} {...ids} {...rest} />
          <button type="button" className={classes.toggle} aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? hideLabel : showLabel}
          </button>
        </span>
      )}
    </Field>
  )
}
