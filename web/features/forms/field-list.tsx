import { formFieldKinds } from '../../../contract/forms.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'
import type { FormDraft } from './queries.ts'

type Fields = FormDraft['fields']
type Kind = Fields[number]['kind']
const free: Kind[] = ['line', 'text', 'choice', 'checkbox']

/** The questions of a form, in their order. */
export function FieldList({ fields, onChange }: { fields: Fields; onChange: (fields: Fields) => void }) {
  const t = useT()
  const change = (at: number, part: Partial<Fields[number]>) =>
    onChange(fields.map((field, n) => (n === at ? { ...field, ...part } : field)))
  function move(at: number, to: number) {
    const others = fields.filter((_, n) => n !== at)
    const moved = fields[at]
    if (moved) onChange([...others.slice(0, to), moved, ...others.slice(to)])
  }
  function add(kind: Kind) {
    const taken = new Set(fields.map(({ id }) => id))
    const number = [...Array(41).keys()].find((n) => !taken.has(n ? `${kind}_${n}` : kind)) ?? 0
    const id = number ? `${kind}_${number}` : kind
    const options = kind === 'choice' ? { options: ['A', 'B'] } : {}
    onChange([...fields, { id, kind, label: t(`forms.field.${kind}`), ...options }])
  }
  return (
    <fieldset className={classes.fields}>
      <legend>{t('forms.fields')}</legend>
      {fields.map(({ id, kind, label, required, options }, at) => (
        <div key={id} className={classes.field}>
          <TextField
            label={t(`forms.field.${kind}`)}
            value={label}
            maxLength={200}
            onChange={(event) => change(at, { label: event.target.value })}
          />
          {kind === 'choice' && (
            <TextArea
              label={t('forms.options')}
              value={(options ?? []).join('\n')}
              onChange={(event) => change(at, { options: event.target.value.split('\n') })}
            />
          )}
          <div className={classes.acts}>
            <label className={classes.check}>
              <input
                type="checkbox"
                checked={required ?? false}
                onChange={(event) => change(at, { required: event.target.checked })}
              />
              {t('forms.required')}
            </label>
            <Button aria-label={t('forms.up', { label })} disabled={at === 0} onClick={() => move(at, at - 1)}>
              ↑
            </Button>
            <Button
              aria-label={t('forms.down', { label })}
              disabled={at === fields.length - 1}
              onClick={() => move(at, at + 1)}
            >
              ↓
            </Button>
            <Button
              aria-label={t('forms.remove', { label })}
              onClick={() => onChange(fields.filter((_, n) => n !== at))}
            >
              ✕
            </Button>
          </div>
        </div>
      ))}
      <SelectField label={t('forms.add_field')} value="" onChange={(event) => add(event.target.value as Kind)}>
        <option value="" />
        {formFieldKinds
          .filter((kind) => free.includes(kind) || !fields.some((field) => field.kind === kind))
          .map((kind) => (
            <option key={kind} value={kind}>
              {t(`forms.field.${kind}`)}
            </option>
          ))}
      </SelectField>
    </fieldset>
  )
}
