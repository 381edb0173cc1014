import type { ReactNode } from 'react'
import classes from './toggle-chips.module.css'

type Props = {
  label: string
  options: { value: string; label: string; mark?: ReactNode }[]
  chosen: string[]
  onToggle: (value: string) => void
}

/** Chips for several of a few visible choices. */
export function ToggleChips({ label, options, chosen, onToggle }: Props) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.label}>{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={classes.chip}
          aria-pressed={chosen.includes(option.value)}
          onClick={() => onToggle(option.value)}
        >
          {option.mark}
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}
