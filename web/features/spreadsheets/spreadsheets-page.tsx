import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Spreadsheet } from '../../../contract/spreadsheets.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { NewSpreadsheet } from './new-spreadsheet.tsx'
import { spreadsheetListQuery } from './queries.ts'
import { SpreadsheetDialog } from './spreadsheet-dialog.tsx'
import classes from './spreadsheets.module.css'

/** The spreadsheets whose rows become tickets: when each was read, and why it cannot be. */
export function SpreadsheetsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(spreadsheetListQuery)
  const [creating, setCreating] = useState(false)
  const [openedId, setOpenedId] = useState<string | null>(null)
  if (error && !data)
    return (
      <Empty title={t('record.unread')} action={<Button onClick={() => refetch()}>{t('shell.retry')}</Button>}>
        {errorText(error)}
      </Empty>
    )
  if (!data) return <SkeletonRows rows={3} label={t('shell.loading')} />
  const opened = data.items.find(({ id }) => id === openedId)
  const add = (
    <Button icon="plus" onClick={() => setCreating(true)}>
      {t('sheets.new')}
    </Button>
  )
  return (
    <>
      {data.items.length === 0 ? (
        <Empty title={t('sheets.none_title')} action={add}>
          {t('sheets.none')}
        </Empty>
      ) : (
        <>
          <div className={classes.bar}>
            <p>{t('sheets.words')}</p>
            {add}
          </div>
          <ul>
            {data.items.map((sheet) => (
              <Row key={sheet.id} sheet={sheet} onOpen={() => setOpenedId(sheet.id)} />
            ))}
          </ul>
        </>
      )}
      {creating && <NewSpreadsheet onClose={() => setCreating(false)} />}
      {opened && <SpreadsheetDialog key={opened.id} sheet={opened} onClose={() => setOpenedId(null)} />}
    </>
  )
}

function Row({ sheet, onOpen }: { sheet: Spreadsheet; onOpen: () => void }) {
  const t = useT()
  const { name, address, fileName, tickets, problems } = sheet
  return (
    <li className={classes.row}>
      <span className={classes.name}>
        <button type="button" onClick={onOpen}>
          {name}
        </button>
        <small>{address?.replace(/^https?:\/\//, '') ?? fileName ?? t('sheets.by_webhook')}</small>
      </span>
      <span className={classes.cell}>
        {t('sheets.tickets', { count: tickets })}
        {problems > 0 && <small className={classes.warning}>{t('sheets.problems', { count: problems })}</small>}
      </span>
      <Standing sheet={sheet} />
    </li>
  )
}

/** Why it cannot be read, else when it was. */
export function Standing({ sheet: { alert, paused, readAt, address, fileName } }: { sheet: Spreadsheet }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
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
