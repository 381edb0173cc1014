import { Criticality, TicketKind } from '../../../contract/enums.ts'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { t, useT } from '../../lib/i18n.tsx'
import type { DraftField, DraftFields } from './draft.ts'
import classes from './forms.module.css'

type When = DraftField['when']
type Props = { field: DraftField; before: DraftFields; onChange: (when: When) => void }

/** Condition of a field: an earlier field must have a given answer. */
export function FieldCondition({ field: { label, when }, before, onChange }: Props) {
  const t = useT()
  const asked = before.find(({ id }) => id === when?.field)
  const answers = asked ? answersTo(asked) : null
  const usable = before.filter((one) => answersTo(one) || one.kind === 'line' || one === asked)
  if (usable.length === 0 && !when) return null
  function choose(id: string) {
    const chosen = before.find((one) => one.id === id)
    onChange(chosen ? { field: id, is: answersTo(chosen)?.[0]?.[0] ?? '' } : null)
  }
  const isGone = answers !== null && !answers.some(([value]) => value === when?.is)
  return (
    <div className={classes.pair}>
      <SelectField
        label={t('forms.when')}
        aria-label={t('forms.when_of', { label })}
        error={when && !asked ? t('forms.when_before') : undefined}
        value={when?.field ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t('forms.always')}</option>
        {when && !asked && <option value={when.field}>…</option>}
        {usable.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {when && answers && (
        <SelectField
          label={t('forms.when_is')}
          error={isGone ? t('forms.when_gone') : undefined}
          value={when.is}
          onChange={(event) => onChange({ ...when, is: event.target.value })}
        >
          {isGone && <option value={when.is}>{when.is}</option>}
          {answers.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </SelectField>
      )}
      {when && asked && !answers && (
        <TextField
          label={t('forms.when_is')}
          value={when.is}
          maxLength={200}
          onChange={(event) => onChange({ ...when, is: event.target.value })}
        />
      )}
    </div>
  )
}

/** Returns the possible answers with their labels; null for free text. */
function answersTo({ kind, options }: DraftField): [string, string][] | null {
  if (kind === 'choice') return (options ?? []).filter((one) => one.trim() !== '').map((one) => [one, one])
  if (kind === 'checkbox') return [['yes', t('forms.when_yes')]]
  if (kind === 'kind') return TicketKind.options.map((one) => [one, t(`kind.${one}`)])
  if (kind === 'criticality') return Criticality.options.map((one) => [one, t(`criticality.${one}`)])
  return null
}
