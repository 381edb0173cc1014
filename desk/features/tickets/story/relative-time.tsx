import { useDates, useNow } from '../../../lib/dates.ts'

/** Relative time, with the exact one as its tooltip. */
export function RelativeTime({ iso }: { iso: string }) {
  const dates = useDates()
  const now = useNow()
  const today = dates.stamp(iso, now) === dates.time(iso)
  return (
    <time dateTime={iso} title={dates.exact(iso)}>
      {today ? dates.time(iso) : dates.said(iso, now)}
    </time>
  )
}
