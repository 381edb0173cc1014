import { SelectField, TextArea, TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import { CompanyField } from './company-field.tsx'
import classes from './create-record.module.css'
import { fieldError } from './field-error.ts'
import { type FieldSpec, type RecordValues, withCompany } from './record-kind.ts'
import { SiteField } from './site-field.tsx'

type Props = {
  field: FieldSpec
  values: RecordValues
  refused: boolean
  first?: boolean
  onChange: (values: RecordValues) => void
}

/** Field in the form of a new record. */
export function RecordField({ field, values, refused, first, onChange }: Props) {
  const t = useT()
  const label = t(field.label)
  const error = refused ? t(fieldError(field)) : undefined
  const bound = {
    label,
    error,
    value: values.fields[field.name] ?? '',
    onChange: (event: { target: { value: string } }) =>
      onChange({ ...values, fields: { ...values.fields, [field.name]: event.target.value } }),
  }
  if (field.type === 'company')
    return (
      <CompanyField
        label={label}
        error={error}
        company={values.company}
        onChange={(company) => onChange(withCompany(values, company))}
      />
    )
  if (field.type === 'site')
    return (
      <SiteField
        label={label}
        company={values.company}
        site={values.site}
        onChange={(site) => onChange({ ...values, site })}
      />
    )
  if (field.type === 'area') return <TextArea className={classes.wide} maxLength={field.max} {...bound} />
  if (field.type === 'choice')
    return (
      <SelectField {...bound}>
        {field.choices?.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {t(choice.label)}
          </option>
        ))}
      </SelectField>
    )
  return (
    <TextField
      type={field.type}
      required={field.required}
      maxLength={field.max}
      autoComplete="off"
      data-autofocus={first || undefined}
      {...bound}
    />
  )
}
