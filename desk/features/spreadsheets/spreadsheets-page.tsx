import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countedAtMost } from '../../../contract/common.ts'
import type { Spreadsheet } from '../../../contract/spreadsheets.ts'
import { Button } from '../../../ui/button.tsx'
import { ClickableRow, ListBar } from '../../../ui/clickable-list.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { useT } from '../../lib/i18n.tsx'
import { LoadFailure } from '../../lib/load-failure.tsx'
import { NewSpreadsheet } from './new-spreadsheet.tsx'
import { spreadsheetListQuery } from './queries.ts'
import { SpreadsheetDialog } from './spreadsheet-dialog.tsx'
import classes from './spreadsheets.module.css'
import { Standing } from './standing.tsx'

/** Page of the spreadsheets, with the last reading or the error of each. */
export function SpreadsheetsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(spreadsheetListQuery)
  const [creating, setCreating] = useState(false)
  const [openedId, setOpenedId] = useState<string | null>(null)
  if (error && !data) return <LoadFailure error={error} onRetry={refetch} />
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
          <ListBar action={add}>
            <p>{t('sheets.words')}</p>
          </ListBar>
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
    <ClickableRow
      name={name}
      note={address?.replace(/^https?:\/\//, '') ?? fileName ?? t('sheets.by_webhook')}
      className={classes.row}
      onOpen={onOpen}
    >
      <span>
        {t(tickets < countedAtMost ? 'sheets.tickets' : 'sheets.tickets_most', { count: tickets })}
        {problems > 0 && <small className={classes.warning}>{t('sheets.problems', { count: problems })}</small>}
      </span>
      <Standing sheet={sheet} />
    </ClickableRow>
  )
}
