import { formFieldKinds } from '../../../contract/forms.ts'
import { SelectField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import { type DraftFields, freeKinds, movedField, newField, withoutField } from './draft.ts'
import { FieldCard } from './field-card.tsx'
import classes from './forms.module.css'

type Props = { fields: DraftFields; refused: string[]; onChange: (fields: DraftFields) => void }

/** The questions of a form, in their order. */
export function FieldList({ fields, refused, onChange }: Props) {
  const t = useT()
  const addable = formFieldKinds.filter(
    (kind) => freeKinds.includes(kind) || !fields.some((field) => field.kind === kind),
  )
  return (
    <fieldset className={classes.fields}>
      <legend>{t('forms.fields')}</legend>
      <ol>
        {fields.map((field, at) => (
          <FieldCard
            key={field.id}
            field={field}
            before={fields.slice(0, at)}
            isLast={at === fields.length - 1}
            refused={refused.filter((path) => path.startsWith(`fields.${at}.`))}
            onChange={(next) => onChange(fields.map((one) => (one.id === field.id ? next : one)))}
            onMove={(by) => onChange(movedField(fields, at, at + by))}
            onRemove={() => onChange(withoutField(fields, field.id))}
          />
        ))}
      </ol>
      <SelectField
        label={t('forms.add_field')}
        error={refused.includes('fields') ? t('forms.fields_needed') : undefined}
        value=""
        disabled={fields.length >= 40}
        onChange={(event) => {
          const kind = formFieldKinds.find((one) => one === event.target.value)
          if (kind) onChange([...fields, newField(kind)])
        }}
      >
        <option value="" />
        {addable.map((kind) => (
          <option key={kind} value={kind}>
            {t(`forms.field.${kind}`)}
          </option>
        ))}
      </SelectField>
    </fieldset>
  )
}
