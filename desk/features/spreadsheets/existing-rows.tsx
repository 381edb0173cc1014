import type { SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './spreadsheets.module.css'

type Past = { takesPast: boolean; mailsPast: boolean }
type Props = { preview: SpreadsheetPreview; past: Past; onChange: (past: Past) => void }

/**
 * Choice whether the existing rows become tickets, and whether agents are mailed about those, with the number of
 * recipients.
 */
export function ExistingRows({ preview: { count: rows, readers }, past, onChange }: Props) {
  const t = useT()
  return (
    <>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={past.takesPast}
          onChange={(event) => onChange({ takesPast: event.target.checked, mailsPast: false })}
        />
        <span>
          {t('sheets.takes_past', { count: rows })}
          <small>{t('sheets.takes_past_hint')}</small>
        </span>
      </label>
      {past.takesPast && (
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={past.mailsPast}
            onChange={(event) => onChange({ ...past, mailsPast: event.target.checked })}
          />
          <span>
            {t('sheets.mails_past')}
            <small>{t('sheets.mails_past_hint', { count: readers })}</small>
          </span>
        </label>
      )}
    </>
  )
}
