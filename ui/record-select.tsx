import { SelectField } from './field.tsx'

type Props = {
  label: string
  /** Label of the option for no record. */
  none: string
  records: readonly { id: string; name: string }[]
  value: string | null
  onChange: (id: string | null) => void
}

/** Select for one of a few records, or none. */
export function RecordSelect({ label, none, records, value, onChange }: Props) {
  return (
    <SelectField label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value || null)}>
      <option value="">{none}</option>
      {records.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
