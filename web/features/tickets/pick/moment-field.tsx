import { useState } from 'react'
import { TextField } from '../../../../ui/field.tsx'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import { type Lean, typedMoment } from '../../../lib/typed-moment.ts'

type Props = {
  label: string
  value: string | null
  onChange: (instant: string | null) => void
  lean?: Lean
}

/** A moment typed in words; what was understood is said beneath while one types. */
export function MomentField({ label, value, onChange, lean = 'future' }: Props) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const { timeZone } = useMe().organisation
  const [text, setText] = useState('')
  const understood = typedMoment(text, now, timeZone, lean)
  const unknown = text.trim() !== '' && understood === null

  return (
    <TextField
      label={label}
      placeholder={t(lean === 'past' ? 'moment.example_past' : 'moment.example')}
      value={text}
      autoComplete="off"
      hint={value ? dates.exact(value) : undefined}
      error={unknown ? t('moment.unknown') : undefined}
      onChange={(event) => {
        const typed = event.target.value
        setText(typed)
        const instant = typedMoment(typed, now, timeZone, lean)
        onChange(instant === null ? null : new Date(instant).toISOString())
      }}
    />
  )
}
