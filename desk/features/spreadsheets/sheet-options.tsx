import { useQuery } from '@tanstack/react-query'
import { Criticality, TicketKind } from '../../../contract/enums.ts'
import type { DateOrder } from '../../../contract/spreadsheets.ts'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { RecordSelect } from '../../../ui/record-select.tsx'
import { teamsQuery } from '../../data/teams.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './spreadsheets.module.css'

export type Options = {
  name: string
  everyMinutes: number
  kind: TicketKind
  criticality: Criticality
  teamId: string | null
  dateOrder: DateOrder
  verifiesAddresses: boolean
}
type Props = { options: Options; isPolled: boolean; onChange: (options: Options) => void }

const intervals = [1, 5, 15, 60, 240, 1_440]

/** Fields for the initial values of the spreadsheet's tickets, and for how often it is read. */
export function SheetOptions({ options, isPolled, onChange }: Props) {
  const t = useT()
  const teams = useQuery(teamsQuery).data ?? []
  const set = (changes: Partial<Options>) => onChange({ ...options, ...changes })
  return (
    <>
      <TextField
        label={t('record.name')}
        value={options.name}
        maxLength={100}
        required
        onChange={(event) => set({ name: event.target.value })}
      />
      <div className={classes.pair}>
        {isPolled && (
          <SelectField
            label={t('sheets.every')}
            value={options.everyMinutes}
            onChange={(event) => set({ everyMinutes: Number(event.target.value) })}
          >
            {[...new Set([...intervals, options.everyMinutes])].map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes < 60
                  ? t('sheets.minutes', { count: minutes })
                  : t('sheets.hours', { count: Math.round(minutes / 60) })}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={t('sheets.date_order')}
          value={options.dateOrder}
          onChange={(event) => set({ dateOrder: event.target.value === 'monthFirst' ? 'monthFirst' : 'dayFirst' })}
        >
          <option value="dayFirst">{t('sheets.day_first')}</option>
          <option value="monthFirst">{t('sheets.month_first')}</option>
        </SelectField>
        <SelectField
          label={t('fact.kind')}
          value={options.kind}
          onChange={(event) => set({ kind: TicketKind.parse(event.target.value) })}
        >
          {TicketKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('fact.criticality')}
          value={options.criticality}
          onChange={(event) => set({ criticality: Criticality.parse(event.target.value) })}
        >
          {Criticality.options.map((criticality) => (
            <option key={criticality} value={criticality}>
              {t(`criticality.${criticality}`)}
            </option>
          ))}
        </SelectField>
        <RecordSelect
          label={t('fact.team')}
          none={t('sheets.no_team')}
          records={teams}
          value={options.teamId}
          onChange={(teamId) => set({ teamId })}
        />
      </div>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={options.verifiesAddresses}
          onChange={(event) => set({ verifiesAddresses: event.target.checked })}
        />
        <span>
          {t('sheets.verifies_addresses')}
          <small>{t('sheets.verifies_addresses_hint')}</small>
        </span>
      </label>
    </>
  )
}
