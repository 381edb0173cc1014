import { useEffect, useState } from 'react'
import { createDates, type Dates } from '../../browser/dates.ts'
import { useLocale } from './i18n.tsx'
import { useMe } from './session.ts'

const MINUTE = 60_000

const known = new Map<string, Dates>()

/** Dates in the reader's language and the company's time zone. */
export function useDates(): Dates {
  const locale = useLocale()
  const { timeZone } = useMe().organisation
  const key = `${locale} ${timeZone}`
  const dates = known.get(key) ?? createDates(locale, timeZone)
  known.set(key, dates)
  return dates
}

/** Returns the current time, refreshed every 30 s. */
export function useNow(every = MINUTE / 2): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
