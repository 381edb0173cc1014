import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { cx } from './cx.ts'
import classes from './field.module.css'
import { Icon } from './icon.tsx'

type FieldWords = { label: string; hint?: string | undefined; error?: string | undefined; hideLabel?: boolean }
type FieldIds = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

/** Label, control, hint and error, connected for screen readers. */
export function Field({
  label,
  hint,
  error,
  hideLabel,
  className,
  children,
}: FieldWords & { className?: string | undefined; children: (ids: FieldIds) => ReactNode }) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={cx(classes.field, className)}>
      <label className={cx(classes.label, hideLabel && 'sr-only')} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(note ? { 'aria-describedby': noteId } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {note && (
        <p id={noteId} className={error ? classes.error : classes.hint}>
          {note}
        </p>
      )}
    </div>
  )
}

type Control<T extends 'input' | 'textarea' | 'select'> = FieldWords & ComponentPropsWithRef<T>

export function TextField({ label, hint, error, hideLabel, className, ...rest }: Control<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel ?? false} className={className}>
      {(ids) => <input type="text" className={classes.input} {...ids} {...rest} />}
    </Field>
  )
}

export function TextArea({ label, hint, error, hideLabel, className, ...rest }: Control<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel ?? false} className={className}>
      {(ids) => <textarea rows={3} className={cx(classes.input, classes.area)} {...ids} {...rest} />}
    </Field>
  )
}

/** Native select: quick with the keyboard, familiar on phones. */
export function SelectField({ label, hint, error, hideLabel, className, children, ...rest }: Control<'select'>) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel ?? false} className={className}>
      {(ids) => (
        <span className={classes.select}>
          <select className={classes.input} {...ids} {...rest}>
            {children}
          </select>
          <Icon name="down" />
        </span>
      )}
    </Field>
  )
}

export const inputClass = classes.input ?? ''
