import { type FormEvent, useState } from 'react'
import type { ColumnRole, SpreadsheetAlert, SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText, isCode } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { ColumnRoles } from './column-roles.tsx'
import { ExistingRows } from './existing-rows.tsx'
import { findReadingError } from './find-reading-error.ts'
import { type Place, useCreateSpreadsheet, usePreview } from './queries.ts'
import { type Options, SheetOptions } from './sheet-options.tsx'
import classes from './spreadsheets.module.css'

type Kind = 'address' | 'file'
type Found = { place: Place; preview: SpreadsheetPreview }

/** Dialog for a new spreadsheet: its location, then the roles of its columns. Nothing is saved before the preview. */
export function NewSpreadsheet({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [found, setFound] = useState<Found | null>(null)
  return (
    <Dialog opened onClose={onClose} title={t('sheets.new')} closeLabel={t('shell.close')} closeOnClickOutside={false}>
      {found ? (
        <Columns found={found} onBack={() => setFound(null)} onClose={onClose} />
      ) : (
        <Where onFound={setFound} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Where({ onFound, onClose }: { onFound: (found: Found) => void; onClose: () => void }) {
  const t = useT()
  const [kind, setKind] = useState<Kind>('address')
  const [where, setWhere] = useState('')
  const [allowsPrivate, setAllowsPrivate] = useState(false)
  const place = kind === 'address' ? { address: where.trim(), allowsPrivate } : { fileName: where.trim() }
  const preview = usePreview((answer) => onFound({ place, preview: answer }))
  function submit(event: FormEvent) {
    event.preventDefault()
    preview.mutate(place)
  }
  const problem = preview.error && (isCode(preview.error, 'invalid') ? t('sheets.where_wrong') : errorOf(preview.error))
  function errorOf(error: unknown) {
    const why = findReadingError(error)
    return why ? t(`sheets.alert.${why.why as SpreadsheetAlert}`, { detail: why.detail }) : errorText(error)
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <p className={classes.note}>{t('sheets.new_words')}</p>
        <Segmented
          label={t('sheets.where')}
          value={kind}
          segments={[
            { value: 'address', label: t('sheets.where_address') },
            { value: 'file', label: t('sheets.where_file') },
          ]}
          onChange={(next) => {
            setKind(next)
            setWhere('')
          }}
        />
        <TextField
          label={t(kind === 'address' ? 'sheets.address' : 'sheets.file')}
          hint={t(kind === 'address' ? 'sheets.address_hint' : 'sheets.file_hint')}
          error={problem ?? undefined}
          value={where}
          inputMode={kind === 'address' ? 'url' : 'text'}
          maxLength={2_000}
          autoComplete="off"
          spellCheck={false}
          required
          data-autofocus
          onChange={(event) => setWhere(event.target.value)}
        />
        {kind === 'address' && (
          <label className={classes.check}>
            <input
              type="checkbox"
              checked={allowsPrivate}
              onChange={(event) => setAllowsPrivate(event.target.checked)}
            />
            <span>{t('sheets.allows_private')}</span>
          </label>
        )}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button look="primary" type="submit" disabled={where.trim() === ''} busy={preview.isPending}>
            {t('sheets.look')}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  )
}

type ColumnsProps = { found: Found; onBack: () => void; onClose: () => void }

function Columns({ found: { place, preview }, onBack, onClose }: ColumnsProps) {
  const t = useT()
  const names = preview.columns.map(({ name }) => name)
  const [columns, setColumns] = useState<Record<string, ColumnRole>>(() =>
    Object.fromEntries(preview.columns.map(({ name, role }) => [name, role])),
  )
  const [past, setPast] = useState({ takesPast: false, mailsPast: false })
  const [options, setOptions] = useState<Options>({
    name: place.fileName ?? t('sheets.first_name'),
    everyMinutes: 5,
    kind: 'request',
    criticality: 'normal',
    teamId: null,
    dateOrder: preview.dateOrder,
    verifiesAddresses: false,
  })
  const create = useCreateSpreadsheet(() => {
    onClose()
    toast({ text: t('sheets.created', { name: options.name }) })
  })
  const samples = Object.fromEntries(
    names.map((name, index) => [name, preview.rows.map((row) => row[index] ?? '').find(Boolean) ?? '']),
  )
  const lacks = findMissingRole(Object.values(columns))
  function submit(event: FormEvent) {
    event.preventDefault()
    create.mutate({ ...place, ...options, columns, ...past })
  }
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <p className={classes.note}>{t('sheets.found', { count: preview.count })}</p>
        <ColumnRoles names={names} columns={columns} samples={samples} onChange={setColumns} />
        {lacks && <FormError>{t(`sheets.lacks.${lacks}`)}</FormError>}
        {!preview.hasTimes && identifiesRowsByDate(Object.values(columns)) && (
          <p className={classes.note} role="status">
            {t('sheets.no_times')}
          </p>
        )}
        <SheetOptions options={options} isPolled onChange={setOptions} />
        <ExistingRows preview={preview} past={past} onChange={setPast} />
        {create.error && <FormError>{errorText(create.error)}</FormError>}
        <DialogActions>
          <Button look="quiet" onClick={onBack}>
            {t('sheets.back')}
          </Button>
          <Button
            look="primary"
            type="submit"
            disabled={lacks !== null || options.name.trim() === ''}
            busy={create.isPending}
          >
            {t('sheets.create')}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  )
}

/** Whether rows without a reference are identified by their timestamp. */
const identifiesRowsByDate = (roles: ColumnRole[]) => roles.includes('timestamp') && !roles.includes('reference')

function findMissingRole(roles: ColumnRole[]): 'identity' | 'words' | 'person' | null {
  const has = (...wanted: ColumnRole[]) => roles.some((role) => wanted.includes(role))
  if (!has('timestamp', 'reference')) return 'identity'
  if (!has('title', 'description', 'more')) return 'words'
  return has('name', 'email', 'phone', 'company', 'serialNumber') ? null : 'person'
}
