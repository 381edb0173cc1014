import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import classes from './editable-field.module.css'
import { EditableField } from './editable-field.tsx'
import type { RecordItem, RecordKind } from './record-kind.ts'

export function RecordDetails({ kind, record }: { kind: RecordKind; record: RecordItem }) {
  const t = useT()
  const mayEdit = useMay(kind.edit)
  return (
    <dl className={classes.fields} aria-label={t('record.facts')}>
      {kind.fields.map((field) => (
        <EditableField key={field.name} kind={kind} record={record} field={field} mayEdit={mayEdit} />
      ))}
    </dl>
  )
}
