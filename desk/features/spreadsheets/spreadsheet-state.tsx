import type { Spreadsheet } from '../../../contract/spreadsheets.ts'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './spreadsheets.module.css'

/** State of a spreadsheet: progress of its reading, otherwise the error or the time of the last one. */
export function SpreadsheetState({ sheet }: { sheet: Spreadsheet }) {
  const { alert, paused, readAt, address, fileName, reading } = sheet
  const t = useT()
  const dates = useDates()
  const now = useNow()
  if (reading) return <Reading {...reading} />
  if (alert)
    return (
      <span className={classes.alert}>
        {t(`sheets.alert.${alert.why}`, { detail: alert.detail })}
        <small>{t('sheets.since', { when: dates.relative(alert.since, now) })}</small>
      </span>
    )
  if (paused) return <span className={classes.cell}>{t('sheets.paused')}</span>
  if (!address && !fileName) return <span className={classes.cell}>{t('sheets.listens')}</span>
  return (
    <span className={classes.cell}>
      {readAt ? t('sheets.read', { when: dates.relative(readAt, now) }) : t('sheets.not_read')}
    </span>
  )
}

function Reading({ done, total }: NonNullable<Spreadsheet['reading']>) {
  const t = useT()
  const words = total === null ? t('sheets.reading') : t('sheets.reading_rows', { done, count: total })
  return (
    <span className={classes.cell}>
      {words}
      {total !== null && <ProgressBar label={words} value={done} max={total} />}
    </span>
  )
}
