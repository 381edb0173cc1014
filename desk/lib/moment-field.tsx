import { type RefObject, useState } from 'react'
import { TextField } from '../../ui/field.tsx'
import { useDates, useNow } from './dates.ts'
import { useT } from './i18n.tsx'
import { type Lean, parseMoment, unclear } from './parse-moment.ts'
import { useMe } from './session.ts'

type Props = {
  label: string
  placeholder: string
  lean: Lean
  /** Instant, empty, or `unclear`. */
  value: string
  onChange: (value: string) => void
  input?: RefObject<HTMLInputElement | null>
}

/** Field for a moment in everyday words (“hier 17h”, “demain”, “lundi 14:30”), which shows how it was parsed. */
export function MomentField({ label, placeholder, lean, value, onChange, input }: Props) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const { timeZone } = useMe().organisation
  const isInstant = value !== '' && value !== unclear
  const [text, setText] = useState(isInstant ? dates.brief(value, now) : '')

  function type(typed: string) {
    setText(typed)
    if (typed.trim() === '') return onChange('')
    const moment = parseMoment(typed, Date.now(), timeZone, lean)
    onChange(moment === null ? unclear : new Date(moment).toISOString())
  }

  return (
    <TextField
      ref={input}
      label={label}
      placeholder={placeholder}
      hint={isInstant ? dates.said(value, now) : undefined}
      error={value === unclear ? t('moment.unclear') : undefined}
      value={text}
      autoComplete="off"
      onChange={(event) => type(event.target.value)}
    />
  )
}
