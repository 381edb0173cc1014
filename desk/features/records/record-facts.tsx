import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import classes from './fact.module.css'
import { Fact } from './fact.tsx'
import type { RecordItem, RecordKind } from './record-kind.ts'

export function RecordFacts({ kind, record }: { kind: RecordKind; record: RecordItem }) {
  const t = useT()
  const mayEdit = useMay(kind.edit)
  return (
    <dl className={classes.facts} aria-label={t('record.facts')}>
      {kind.fields.map((field) => (
        <Fact key={field.name} kind={kind} record={record} field={field} mayEdit={mayEdit} />
      ))}
    </dl>
  )
}
