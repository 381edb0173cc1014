import type { ComponentProps } from 'react'
import { IconButton } from '../../../ui/button.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useT } from '../../lib/i18n.tsx'
import type { DraftField, DraftFields } from './draft.ts'
import { FieldCondition } from './field-condition.tsx'
import classes from './forms.module.css'

type Props = {
  field: DraftField
  before: DraftFields
  isLast: boolean
  refused: string[]
  /** Drop position of the dragged field. */
  drop: 'before' | 'after' | undefined
  isDragged: boolean
  /** Properties of the drag handle. */
  handle: ComponentProps<'span'>
  onChange: (field: DraftField) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** Editor of a field: label, position and condition. */
export function FieldCard({
  field,
  before,
  isLast,
  refused,
  drop,
  isDragged,
  handle,
  onChange,
  onMove,
  onRemove,
}: Props) {
  const t = useT()
  const { kind, label, help, required, options } = field
  const isRefused = (part: string) => refused.some((path) => path.split('.')[2] === part)
  return (
    <li className={classes.field} data-field={field.id} data-drop={drop} data-dragged={isDragged || undefined}>
      <div className={classes.fieldHead}>
        <span className={classes.grip} title={t('forms.drag')} aria-hidden="true" {...handle}>
          <Icon name="grip" />
        </span>
        <b>{t(`forms.field.${kind}`)}</b>
        <IconButton
          icon="up"
          label={t('forms.up', { label })}
          disabled={before.length === 0}
          data-move="-1"
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon="up"
          label={t('forms.down', { label })}
          className={classes.downwards}
          disabled={isLast}
          data-move="1"
          onClick={() => onMove(1)}
        />
        <IconButton icon="close" label={t('forms.remove', { label })} data-remove onClick={onRemove} />
      </div>
      {(kind === 'machine' || kind === 'project') && <p className={classes.note}>{t(`forms.about.${kind}`)}</p>}
      <div className={classes.pair}>
        <TextField
          label={t('forms.label')}
          error={isRefused('label') ? t('forms.label_needed') : undefined}
          value={label}
          maxLength={200}
          required
          onChange={(event) => onChange({ ...field, label: event.target.value })}
        />
        <TextField
          label={t('forms.help')}
          value={help ?? ''}
          maxLength={500}
          onChange={(event) => onChange({ ...field, help: event.target.value })}
        />
      </div>
      {kind === 'choice' && (
        <TextArea
          label={t('forms.options')}
          error={isRefused('options') ? t('forms.options_needed') : undefined}
          value={(options ?? []).join('\n')}
          onChange={(event) => onChange({ ...field, options: event.target.value.split('\n') })}
        />
      )}
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={required ?? false}
          onChange={(event) => onChange({ ...field, required: event.target.checked })}
        />
        {t('forms.required')}
      </label>
      <FieldCondition field={field} before={before} onChange={(when) => onChange({ ...field, when })} />
    </li>
  )
}
