import { useQuery } from '@tanstack/react-query'
import { countedAtMost } from '../../../contract/common.ts'
import type { Spreadsheet } from '../../../contract/spreadsheets.ts'
import { ClickableRow } from '../../../ui/clickable-list.tsx'
import { DialogList } from '../../lib/dialog-list.tsx'
import { useT } from '../../lib/i18n.tsx'
import { NewSpreadsheet } from './new-spreadsheet.tsx'
import { spreadsheetListQuery } from './queries.ts'
import { SpreadsheetDialog } from './spreadsheet-dialog.tsx'
import { SpreadsheetState } from './spreadsheet-state.tsx'
import classes from './spreadsheets.module.css'

/** Page of the spreadsheets, with the last reading or the error of each. */
export function SpreadsheetsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(spreadsheetListQuery)
  return (
    <DialogList
      items={data?.items}
      error={error}
      onRetry={refetch}
      texts={{
        add: t('sheets.new'),
        description: t('sheets.words'),
        emptyTitle: t('sheets.none_title'),
        empty: t('sheets.none'),
      }}
      row={(sheet, onOpen) => <Row key={sheet.id} sheet={sheet} onOpen={onOpen} />}
      dialog={(sheet, onClose) => <SpreadsheetDialog key={sheet.id} sheet={sheet} onClose={onClose} />}
      newDialog={(onClose) => <NewSpreadsheet onClose={onClose} />}
    />
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
      <SpreadsheetState sheet={sheet} />
    </ClickableRow>
  )
}
