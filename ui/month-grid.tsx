import { type KeyboardEvent, useRef, useState } from 'react'
import { ordinalDay } from '../i18n/ordinal-day.ts'
import { IconButton } from './button.tsx'
import classes from './month-grid.module.css'

/** A calendar day; `month` is 1 to 12. */
export type Day = { year: number; month: number; day: number }

type Props = {
  /** BCP 47, for the names of months and days. */
  language: string
  today: Day
  picked: Day | null
  onPick: (day: Day) => void
  previousLabel: string
  nextLabel: string
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
const utc = ({ year, month, day }: Day) => new Date(Date.UTC(year, month - 1, day))
const dayOf = (date: Date): Day => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
})
const isSame = (a: Day | null, b: Day) => a !== null && utc(a).getTime() === utc(b).getTime()

/** One month, in weeks from Monday. The arrow keys move by days, also into other months. */
export function MonthGrid({ language, today, picked, onPick, previousLabel, nextLabel }: Props) {
  const [at, setAt] = useState<Day>(picked ?? today)
  const grid = useRef<HTMLDivElement>(null)
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options })
  const first = utc({ ...at, day: 1 })
  const start = 1 - ((first.getUTCDay() + 6) % 7)
  const days = Array.from({ length: 42 }, (_, index) => dayOf(utc({ ...at, day: start + index })))
  const weekday = words({ weekday: 'narrow' })
  const full = words({ dateStyle: 'full' })

  function turn(by: number) {
    setAt(dayOf(utc({ year: at.year, month: at.month + by, day: 1 })))
  }

  function onKeyDown(event: KeyboardEvent) {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    setAt(dayOf(utc({ ...at, day: at.day + by })))
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  }

  return (
    <div className={classes.month}>
      <div className={classes.head}>
        <span>{words({ month: 'long', year: 'numeric' }).format(first)}</span>
        <IconButton icon="back" label={previousLabel} onClick={() => turn(-1)} />
        <IconButton icon="right" label={nextLabel} onClick={() => turn(1)} />
      </div>
      <div className={classes.grid} aria-hidden="true">
        {days.slice(0, 7).map((day) => (
          <span key={day.day} className={classes.weekday}>
            {weekday.format(utc(day))}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the days are the buttons, whose key events bubble up */}
      <div ref={grid} className={classes.grid} onKeyDown={onKeyDown}>
        {days.map((day) => (
          <button
            key={utc(day).getTime()}
            type="button"
            className={classes.day}
            data-other={day.month !== at.month || undefined}
            data-today={isSame(today, day) || undefined}
            aria-pressed={isSame(picked, day)}
            aria-label={ordinalDay(language, full.format(utc(day)))}
            tabIndex={isSame(at, day) ? 0 : -1}
            onClick={() => onPick(day)}
          >
            {day.day}
          </button>
        ))}
      </div>
    </div>
  )
}
