import { type KeyboardEvent, useState } from 'react'
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import { CompanyField } from './company-field.tsx'
import classes from './editable-field.module.css'
import { type FieldSpec, type RecordValues, withCompany } from './record-kind.ts'
import { SiteField } from './site-field.tsx'

type Props = {
  field: FieldSpec
  start: RecordValues
  problem: string | undefined
  onSave: (values: RecordValues) => void
  onCancel: () => void
}

/** Input for a field. Enter and blur save; Escape cancels. */
export function FieldEditor({ field, start, problem, onSave, onCancel }: Props) {
  const t = useT()
  const [values, setValues] = useState(start)
  const label = t(field.label)
  const withText = (text: string) => ({ ...values, fields: { ...values.fields, [field.name]: text } })

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return onCancel()
    }
    const isEnd = event.key === 'Enter' && (field.type !== 'area' || event.ctrlKey || event.metaKey)
    if (!isEnd || event.defaultPrevented) return
    event.preventDefault()
    onSave(values)
  }
  const bound = {
    label,
    hideLabel: true,
    error: problem,
    autoFocus: true,
    maxLength: field.max,
    value: values.fields[field.name] ?? '',
    onChange: (event: { target: { value: string } }) => setValues(withText(event.target.value)),
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles the keys and the blur of the field inside
    <div
      className={classes.editor}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!problem && !event.currentTarget.contains(event.relatedTarget)) onSave(values)
      }}
    >
      {field.type === 'company' ? (
        <CompanyField
          label={label}
          hideLabel
          autoFocus
          error={problem}
          company={values.company}
          onChange={(company) => {
            const next = withCompany(values, company)
            setValues(next)
            if (company) onSave(next)
          }}
        />
      ) : field.type === 'site' ? (
        <SiteField
          label={label}
          hideLabel
          autoFocus
          error={problem}
          company={values.company}
          site={values.site}
          onChange={(site) => onSave({ ...values, site })}
        />
      ) : field.type === 'choice' ? (
        <SelectField
          label={label}
          hideLabel
          error={problem}
          autoFocus
          value={bound.value}
          onChange={(event) => onSave(withText(event.target.value))}
        >
          {field.choices?.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {t(choice.label)}
            </option>
          ))}
        </SelectField>
      ) : field.type === 'area' ? (
        <TextArea {...bound} />
      ) : (
        <TextField type={field.type} {...bound} />
      )}
    </div>
  )
}
