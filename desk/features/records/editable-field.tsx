import { useState } from 'react'
import { useDates } from '../../lib/dates.ts'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { StatedCompany } from '../../lib/stated-company.tsx'
import { displayValue } from './display-value.ts'
import classes from './editable-field.module.css'
import { FieldEditor } from './field-editor.tsx'
import { fieldError } from './field-error.ts'
import { FieldLink } from './field-link.tsx'
import { useChangeRecord } from './queries.ts'
import { type FieldSpec, fieldOf, type RecordItem, type RecordKind, type RecordValues } from './record-kind.ts'

type Props = { kind: RecordKind; record: RecordItem; field: FieldSpec; mayEdit: boolean }

/** Mail address that may break before the @ in a narrow column. */
function MailAddress({ email }: { email: string }) {
  const at = email.lastIndexOf('@')
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  )
}

/** Field of a record that is edited in place: a click opens it, Enter saves, Escape cancels. */
export function EditableField({ kind, record, field, mayEdit }: Props) {
  const t = useT()
  const dates = useDates()
  const [editing, setEditing] = useState<RecordValues | null>(null)
  const change = useChangeRecord(kind, record)
  const value = fieldOf(record.values, field.name)
  const shown = field.type === 'date' && value ? dates.day(value) : displayValue(t, kind, field.name, value)

  function save(values: RecordValues) {
    setEditing(null)
    const isSame = fieldOf(values, field.name) === value
    if (isSame && values.company?.id === record.values.company?.id && values.site?.id === record.values.site?.id) return
    // After a refusal, show the typed value again with the reason.
    change.mutate(values, { onError: () => setEditing(values) })
  }
  const problem =
    change.error && (listInvalidFields(change.error).length > 0 ? t(fieldError(field)) : errorText(change.error))

  return (
    <div className={classes.field}>
      <dt>{t(field.label)}</dt>
      <dd>
        {editing ? (
          <FieldEditor
            field={field}
            start={editing}
            problem={problem ?? undefined}
            onSave={save}
            onCancel={() => {
              setEditing(null)
              change.reset()
            }}
          />
        ) : mayEdit ? (
          <button type="button" className={classes.value} onClick={() => setEditing(record.values)}>
            {shown ? (
              <span className={field.type === 'area' ? classes.text : undefined}>
                {field.type === 'area' ? value : field.type === 'email' ? <MailAddress email={shown} /> : shown}
              </span>
            ) : (
              <span className={classes.none}>{t('record.add')}</span>
            )}
            <span className="sr-only">, {t('record.edit_field', { field: t(field.label) })}</span>
          </button>
        ) : (
          <span className={classes.value}>{shown || <span className={classes.none}>–</span>}</span>
        )}
        {!editing && field.name === 'company' && record.statedCompany && (
          <div className={classes.stated}>
            <StatedCompany contact={record} stated={record.statedCompany} />
          </div>
        )}
        {!editing && <FieldLink field={field} value={value} values={record.values} />}
      </dd>
    </div>
  )
}
