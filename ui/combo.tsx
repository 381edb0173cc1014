import { type RefObject, useId, useState } from 'react'
import classes from './combo.module.css'
import { cx } from './cx.ts'
import { Field, inputClass } from './field.tsx'
import { useOptions } from './use-options.ts'

export type ComboOption = { id: string; label: string; note?: string | null }

type Props = {
  label: string
  placeholder?: string
  hideLabel?: boolean
  autoFocus?: boolean
  hint?: string | undefined
  error?: string | undefined
  input?: RefObject<HTMLInputElement | null>
  text: string
  onText: (text: string) => void
  options: readonly ComboOption[]
  onChoose: (option: ComboOption) => void
  /** Whether suggestions are shown on focus, before the first key press. */
  eager?: boolean
  className?: string | undefined
}

/** Text field with suggestions, to choose one of many. */
export function Combo({
  label,
  hideLabel,
  autoFocus,
  placeholder,
  hint,
  error,
  input,
  text,
  onText,
  options,
  onChoose,
  eager,
  className,
}: Props) {
  const id = useId()
  const [focused, setFocused] = useState(false)
  const [closed, setClosed] = useState(false)
  const opened = focused && !closed && (eager || text.trim() !== '')

  function choose(index: number) {
    const option = options[index]
    if (!option) return
    setClosed(true)
    onChoose(option)
  }
  const combo = useOptions({
    id: `${id}-options`,
    label,
    count: options.length,
    opened,
    onChoose: choose,
    question: text,
  })

  return (
    <Field
      label={label}
      hideLabel={hideLabel ?? false}
      hint={hint}
      error={error}
      className={cx(classes.combo, className)}
    >
      {(ids) => (
        <>
          <input
            ref={input}
            type="text"
            className={inputClass}
            placeholder={placeholder}
            // biome-ignore lint/a11y/noAutofocus: the reader has just opened the field
            autoFocus={autoFocus}
            value={text}
            onChange={(event) => {
              setClosed(false)
              onText(event.target.value)
            }}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false)
              setClosed(false)
            }}
            {...ids}
            {...combo.input}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setClosed(true)
              combo.input.onKeyDown(event)
            }}
            // Escape closes the suggestions only: the dialog around them looks at this attribute.
            data-mantine-stop-propagation={combo.input['aria-expanded'] || undefined}
          />
          {combo.input['aria-expanded'] && (
            <div className={classes.list} {...combo.list}>
              {options.map((option, index) => (
                <div key={option.id} className={classes.option} {...combo.option(index)}>
                  <span>{option.label}</span>
                  {option.note && <small>{option.note}</small>}
                </div>
              ))}
            </div>
          )}
        </>
      )}
    </Field>
  )
}
