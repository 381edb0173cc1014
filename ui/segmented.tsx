import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { cx } from './cx.ts'
import classes from './segmented.module.css'

export type Segment<T extends string> = { value: T; label: ReactNode }

type Props<T extends string> = {
  label: string
  value: T
  segments: readonly Segment<T>[]
  onChange: (value: T) => void
  /** joined: one small frame, for views; apart: a frame per choice, for answers in a form. */
  look?: 'joined' | 'apart'
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Segmented control: one of a few visible choices, with arrow keys like radio buttons. */
export function Segmented<T extends string>({ label, value, segments, onChange, look = 'joined' }: Props<T>) {
  const group = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const at = segments.findIndex((segment) => segment.value === value)
    const next = (at + step + segments.length) % segments.length
    const chosen = segments[next]
    if (!chosen) return
    onChange(chosen.value)
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus()
  }

  return (
    <div ref={group} role="radiogroup" aria-label={label} className={cx(classes.group, classes[look])}>
      {segments.map((segment) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio button cannot be drawn as a framed word with the same keys in all browsers
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          tabIndex={segment.value === value ? 0 : -1}
          className={classes.segment}
          onClick={() => onChange(segment.value)}
          onKeyDown={onKeyDown}
        >
          {segment.label}
        </button>
      ))}
    </div>
  )
}
