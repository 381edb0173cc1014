import { type FormEvent, useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { TextField } from '../../../../ui/field.tsx'
import { useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import classes from './filters.module.css'
import { dayIn, type Period, periodOf } from './period.ts'

type Props = { value: Period; onPick: (period: Period) => void }

/** Picker of a first and a last day, both optional. */
export function PeriodPicker({ value, onPick }: Props) {
  const t = useT()
  const now = useNow()
  const { timeZone } = useMe().organisation
  const [from, setFrom] = useState(value.from ? dayIn(Date.parse(value.from), timeZone) : '')
  const [to, setTo] = useState(value.before ? dayIn(Date.parse(value.before) - 1, timeZone) : '')
  const isBackwards = from !== '' && to !== '' && to < from
  const daysAgo = (days: number) => dayIn(now - days * 86_400_000, timeZone)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isBackwards) onPick(periodOf(from, to, timeZone))
  }

  return (
    <form className={classes.period} onSubmit={submit}>
      <div className={classes.ready}>
        {[
          ['filter.today', 0],
          ['filter.last_7', 6],
          ['filter.last_30', 29],
        ].map(([label, days]) => (
          <button key={label} type="button" onClick={() => onPick(periodOf(daysAgo(Number(days)), '', timeZone))}>
            {t(label as 'filter.today')}
          </button>
        ))}
      </div>
      <TextField
        type="date"
        label={t('filter.first_day')}
        value={from}
        data-autofocus
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        type="date"
        label={t('filter.last_day')}
        value={to}
        error={isBackwards ? t('filter.backwards') : undefined}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button look="primary" type="submit">
        {t('filter.apply')}
      </Button>
    </form>
  )
}
