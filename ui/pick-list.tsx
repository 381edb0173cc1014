import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from './icon.tsx'
import { foldText, matchesWords } from './matches-words.ts'
import classes from './pick-list.module.css'

export type PickOption = { value: string; label: string; mark?: ReactNode; hint?: string | undefined }

type Props = {
  label: string
  options: PickOption[]
  /** Selected value or values. */
  picked?: string | readonly string[] | null
  onPick: (value: string) => void
  /** Text when nothing matches. */
  empty: string
  /** Called with the typed text when the options come from a search, instead of filtering here. */
  onText?: (text: string) => void
  busy?: boolean
  /** Label of the option that creates the typed value. */
  create?: (text: string) => string
  /** Content after the list, such as a close button or a note. */
  children?: ReactNode
}

/** Filterable list of options, for the keyboard. */
export function PickList({ label, options, picked, onPick, empty, onText, busy, create, children }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(() => Math.max(0, firstPicked(options, picked)))
  const found = onText
    ? options
    : options.filter((option) => matchesWords(`${option.label} ${option.hint ?? ''}`, text))
  const typed = text.trim()
  const isNew = create && typed !== '' && !options.some((option) => foldText(option.label) === foldText(typed))
  const shown = isNew ? [...found, { value: typed, label: create(typed) }] : found
  const marked = shown.some((option) => option.mark)
  const active = Math.min(at, shown.length - 1)

  // Enter pressed before the options have loaded chooses the first one then.
  const [hurried, setHurried] = useState(false)
  useEffect(() => {
    if (!hurried || busy) return
    setHurried(false)
    const first = shown[active]
    if (first) pick(first.value)
  })

  // Focus the input even when it is rendered after the panel around it.
  useEffect(() => input.current?.focus({ preventScroll: true }), [])

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && shown.length > 0) {
      event.preventDefault()
      const next = (active + step + shown.length) % shown.length
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    const chosen = shown[active]
    if (event.key !== 'Enter' || (!busy && !chosen)) return
    event.preventDefault()
    if (busy) setHurried(true)
    else if (chosen) pick(chosen.value)
  }

  function pick(value: string) {
    onPick(value)
    setText('')
    onText?.('')
  }

  return (
    <div className={classes.picker}>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        // A short list shows no keyboard, which would cover half of a phone's screen.
        inputMode={onText || create || options.length > 8 ? 'text' : 'none'}
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        className={classes.input}
        value={text}
        data-autofocus
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
          setHurried(false)
          onText?.(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={label} aria-busy={busy} className={classes.list}>
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox, which keeps the focus, handles the keys
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={isPicked(picked, option.value)}
            data-active={index === active || undefined}
            className={classes.option}
            onPointerMove={() => setAt(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(option.value)}
          >
            {marked && <span className={classes.mark}>{option.mark}</span>}
            <span className={classes.words}>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
            {isPicked(picked, option.value) && <Icon name="check" />}
          </div>
        ))}
      </div>
      {shown.length === 0 && !busy && <p className={classes.empty}>{empty}</p>}
      {children}
    </div>
  )
}

function isPicked(picked: Props['picked'], value: string) {
  return typeof picked === 'string' ? picked === value : (picked?.includes(value) ?? false)
}

const firstPicked = (options: PickOption[], picked: Props['picked']) =>
  options.findIndex((option) => isPicked(picked, option.value))
