import { SelectField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import type { ListView, RecordKind } from './record-kind.ts'
import classes from './record-list.module.css'

type Props = { kind: RecordKind; view: ListView; onView: (view: ListView) => void }

/** Fields for the order and the filters of a list of records. */
export function ListViewFields({ kind, view, onView }: Props) {
  const t = useT()
  const choices = kind.fields.find(({ name }) => name === kind.narrow)?.choices ?? []
  return (
    <span className={classes.view}>
      {choices.length > 0 && (
        <SelectField
          label={t('record.narrow')}
          hideLabel
          value={view.choice ?? ''}
          onChange={(event) => onView({ ...view, choice: event.target.value || undefined })}
        >
          <option value="">{t(`record.narrow.${kind.narrow as 'kind' | 'state'}`)}</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label={t('record.sort')}
        hideLabel
        value={view.sort ?? 'name'}
        onChange={(event) => onView({ ...view, sort: event.target.value === 'newest' ? 'newest' : undefined })}
      >
        <option value="name">{t('record.sort.name')}</option>
        <option value="newest">{t('record.sort.newest')}</option>
      </SelectField>
      <SelectField
        label={t('record.shown')}
        hideLabel
        value={view.archived ?? ''}
        onChange={(event) => onView({ ...view, archived: event.target.value === 'true' ? 'true' : undefined })}
      >
        <option value="">{t('record.shown.current')}</option>
        <option value="true">{t('record.shown.archived')}</option>
      </SelectField>
    </span>
  )
}
