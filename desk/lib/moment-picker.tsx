import { useState } from 'react'
import { MonthGrid } from '../../ui/month-grid.tsx'
import { PickList } from '../../ui/pick-list.tsx'
import { useDates, useNow } from './dates.ts'
import { useLocale, useT } from './i18n.tsx'
import { type Lean, parseMoment } from './parse-moment.ts'
import { useMe } from './session.ts'
import { toInstant, toWallTime } from './wall-time.ts'

type Props = {
  label: string
  value: string | null
  onPick: (instant: string | null) => void
  lean: Lean
  /** Words offered before the agent types; by default those of `lean`. */
  offered?: readonly string[]
  /** Label of the option “none”; without it, there is none. */
  none?: string
  onClose: () => void
}

export const presets: Record<Lean, Record<'fr' | 'en', string[]>> = {
  future: {
    fr: ['aujourd’hui 18h', 'demain 9h', 'lundi 9h', 'dans 7 jours'],
    en: ['today 18:00', 'tomorrow 9:00', 'monday 9:00', 'in 7 days'],
  },
  opening: {
    fr: ['demain', 'lundi', '5 jours ouvrés'],
    en: ['tomorrow', 'monday', '5 working days'],
  },
  past: {
    fr: ['maintenant', 'il y a 1 h', 'hier 18h'],
    en: ['now', '1 h ago', 'yesterday 18:00'],
  },
}

/** Picker of a date and time: natural language, presets or a calendar. */
export function MomentPicker({ label, value, onPick, lean, offered, none }: Props) {
  const t = useT()
  const language = useLocale()
  const dates = useDates()
  const now = useNow()
  const { timeZone } = useMe().organisation
  const [text, setText] = useState('')
  const read = (words: string) => parseMoment(words, now, timeZone, lean)
  const option = (words: string) => {
    const instant = read(words)
    if (instant === null) return []
    const iso = new Date(instant).toISOString()
    return [{ value: iso, label: dates.said(iso, now) }]
  }
  const options = text.trim() ? option(text) : (offered ?? presets[lean][language]).flatMap(option)
  const wall = value ? toWallTime(Date.parse(value), timeZone) : null

  return (
    <PickList
      label={label}
      options={none && !text.trim() ? [...options, { value: '', label: none }] : options}
      onPick={(iso) => onPick(iso || null)}
      onText={setText}
      empty={t('moment.unknown')}
    >
      <MonthGrid
        language={language}
        today={toWallTime(now, timeZone)}
        picked={wall}
        onPick={(day) => {
          const hour = wall ? { hour: wall.hour, minute: wall.minute } : { hour: 18, minute: 0 }
          onPick(new Date(toInstant({ ...day, ...hour }, timeZone)).toISOString())
        }}
        previousLabel={t('moment.previous_month')}
        nextLabel={t('moment.next_month')}
      />
    </PickList>
  )
}
