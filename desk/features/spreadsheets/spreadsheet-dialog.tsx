import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Spreadsheet } from '../../../contract/spreadsheets.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { ColumnRoles } from './column-roles.tsx'
import { ProblemRows } from './problem-rows.tsx'
import { secretQuery, useChangeSpreadsheet, useReadNow, useRemoveSpreadsheet } from './queries.ts'
import { SheetOptions } from './sheet-options.tsx'
import { SpreadsheetState } from './spreadsheet-state.tsx'
import classes from './spreadsheets.module.css'

/** Dialog with the state and the settings of a spreadsheet. */
export function SpreadsheetDialog({ sheet, onClose }: { sheet: Spreadsheet; onClose: () => void }) {
  const t = useT()
  const isPolled = sheet.address !== null || sheet.fileName !== null
  const [columns, setColumns] = useState(sheet.columns)
  const [options, setOptions] = useState({
    name: sheet.name,
    everyMinutes: sheet.everyMinutes,
    kind: sheet.kind,
    criticality: sheet.criticality,
    teamId: sheet.team?.id ?? null,
    dateOrder: sheet.dateOrder,
    verifiesAddresses: sheet.verifiesAddresses,
  })
  const change = useChangeSpreadsheet(sheet.id, () => {
    onClose()
    toast({ text: t('settings.saved') })
  })
  const pause = useChangeSpreadsheet(sheet.id, () => {})
  const read = useReadNow(sheet.id)
  const error = change.error ?? pause.error ?? read.error
  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ version: sheet.version, ...options, columns })
  }
  return (
    <Dialog opened onClose={onClose} title={sheet.name} closeLabel={t('shell.close')}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <p className={classes.state}>
            <SpreadsheetState sheet={sheet} />
          </p>
          <div className={classes.buttons}>
            {isPolled && (
              <Button busy={read.isPending || sheet.reading !== null} onClick={() => read.mutate(undefined)}>
                {t('sheets.read_now')}
              </Button>
            )}
            <Button
              busy={pause.isPending}
              onClick={() => pause.mutate({ version: sheet.version, paused: !sheet.paused })}
            >
              {t(sheet.paused ? 'sheets.resume' : 'sheets.pause')}
            </Button>
          </div>
          {sheet.problems > 0 && <ProblemRows id={sheet.id} />}
          <SheetOptions options={options} isPolled={isPolled} onChange={setOptions} />
          <details className={classes.details}>
            <summary>{t('sheets.columns')}</summary>
            <ColumnRoles names={Object.keys(sheet.columns)} columns={columns} onChange={setColumns} />
          </details>
          <Webhook id={sheet.id} />
          <End sheet={sheet} onRemoved={onClose} />
          {error && <FormError>{errorText(error)}</FormError>}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" disabled={options.name.trim() === ''} busy={change.isPending}>
              {t('shell.save')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}

/** Address and secret of the webhook, shown on request. Other programs send it their rows as they come. */
function Webhook({ id }: { id: string }) {
  const t = useT()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(secretQuery(id, isOpen))
  const address = new URL(`/api/spreadsheets/${id}/rows`, location.origin).href
  return (
    <details className={classes.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('sheets.webhook')}</summary>
      <p className={classes.note}>{t('sheets.webhook_words')}</p>
      <TextField
        label={t('sheets.webhook_address')}
        value={address}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <TextField
        label={t('sheets.webhook_secret')}
        value={data?.secret ?? ''}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
    </details>
  )
}

function End({ sheet, onRemoved }: { sheet: Spreadsheet; onRemoved: () => void }) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const remove = useRemoveSpreadsheet(sheet.id, () => {
    onRemoved()
    toast({ text: t('sheets.removed', { name: sheet.name }) })
  })
  return (
    <section className={classes.end} aria-label={t('sheets.remove')}>
      {asked && (
        <p className={classes.note} role="status">
          {t('sheets.remove_words')}
        </p>
      )}
      <div className={classes.buttons}>
        <ConfirmButton
          asked={asked}
          onAsk={setAsked}
          words={{ ask: t('sheets.remove'), confirm: t('sheets.remove_now'), cancel: t('shell.cancel') }}
          look="danger"
          busy={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      </div>
      {remove.error && <FormError>{errorText(remove.error)}</FormError>}
    </section>
  )
}
