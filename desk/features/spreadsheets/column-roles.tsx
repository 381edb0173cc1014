import { ColumnRole } from '../../../contract/spreadsheets.ts'
import { SelectField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './spreadsheets.module.css'

type Props = {
  names: string[]
  columns: Record<string, ColumnRole>
  /** Sample value of each column, from the first row that has one. */
  samples?: Record<string, string>
  onChange: (columns: Record<string, ColumnRole>) => void
}

/** Form for the role of each column. */
export function ColumnRoles({ names, columns, samples = {}, onChange }: Props) {
  const t = useT()
  return (
    <ul className={classes.columns}>
      {names.map((name) => (
        <li key={name}>
          <span className={classes.column}>
            <b>{name}</b>
            {samples[name] && <small>{samples[name]}</small>}
          </span>
          <SelectField
            label={t('sheets.role_of', { name })}
            hideLabel
            value={columns[name] ?? 'ignored'}
            onChange={(event) => onChange({ ...columns, [name]: ColumnRole.parse(event.target.value) })}
          >
            {ColumnRole.options.map((role) => (
              <option key={role} value={role}>
                {t(`sheets.role.${role}`)}
              </option>
            ))}
          </SelectField>
        </li>
      ))}
    </ul>
  )
}
