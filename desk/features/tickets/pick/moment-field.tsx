import { useState } from 'react'
import { TextField } from '../../../../ui/field.tsx'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { presets } from '../../../lib/moment-picker.tsx'
import { type Lean, parseMoment } from '../../../lib/parse-moment.ts'
import { useMe } from '../../../lib/session.ts'

import classes from './moment-field.module.css'

type Props = {
  label: string
  value: string | null
  onChange: (instant: string | null) => void
  lean?: Lean
}

/**
 * Field for a date and time that is typed in natural language or chosen from presets. It shows below how it understood
 * the text.
 */
export function MomentField({ label, value, onChange, lean = 'future' }: Props) {
  const t = useT()
  const language = useLocale()
  const dates = useDates()
  const now = useNow()
  const { timeZone } = useMe().organisation
  const [text, setText] = useState('')
  const understood = parseMoment(text, now, timeZone, lean)
  const unknown = text.trim() !== '' && understood === null

  function change(typed: string) {
    setText(typed)
    const instant = parseMoment(typed, now, timeZone, lean)
    onChange(instant === null ? null : new Date(instant).toISOString())
  }

  return (
    <div className={classes.field}>
      <TextField
        label={label}
        placeholder={t(lean === 'past' ? 'moment.example_past' : 'moment.example')}
        value={text}
        autoComplete="off"
        hint={value ? dates.exact(value) : undefined}
        error={unknown ? t('moment.unknown') : undefined}
        onChange={(event) => change(event.target.value)}
      />
      {lean === 'opening' && (
        <div className={classes.choices}>
          {presets.opening[language].map((words) => (
            <button key={words} type="button" aria-pressed={words === text} onClick={() => change(words)}>
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
