import { useEffect, useRef, useState } from 'react'
import { formFieldKinds } from '../../../contract/forms.ts'
import { isFreeKind } from '../../../contract/rules/form-fields.ts'
import { SelectField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import { type DraftFields, movedField, newField, withoutField } from './draft.ts'
import { FieldCard } from './field-card.tsx'
import classes from './forms.module.css'
import { useDragOrder } from './use-drag-order.ts'

type Props = { fields: DraftFields; refused: string[]; onChange: (fields: DraftFields) => void }
type Moved = { id: string; by: 1 | -1 }
/** `next`: the field that took its place. */
type Removed = { label: string; next: string | undefined }

/** Ordered fields of a form, which are dragged by a handle or moved by buttons. */
export function FieldList({ fields, refused, onChange }: Props) {
  const t = useT()
  const [moved, setMoved] = useState<Moved | null>(null)
  const [removed, setRemoved] = useState<Removed | null>(null)
  const whole = useRef<HTMLFieldSetElement>(null)
  const move = (from: number, to: number) => onChange(movedField(fields, from, to))
  const { list, handle, dropAt, draggedAt } = useDragOrder(move)
  const addable = formFieldKinds.filter((kind) => isFreeKind(kind) || !fields.some((field) => field.kind === kind))
  const movedAt = fields.findIndex(({ id }) => id === moved?.id)
  // Browsers drop the focus of a moved element: it returns to the same button, or at an end of the list to the other one.
  useEffect(() => {
    if (!moved) return
    const buttons = list.current?.querySelectorAll<HTMLElement>(`[data-field="${moved.id}"] [data-move]:enabled`) ?? []
    const same = [...buttons].find((button) => button.dataset.move === String(moved.by))
    ;(same ?? buttons[0])?.focus()
  }, [list, moved])
  useEffect(() => {
    if (!removed) return
    const next = list.current?.querySelector<HTMLElement>(`[data-field="${removed.next}"] [data-remove]`)
    const add = whole.current?.querySelector<HTMLElement>(':scope > :last-child select')
    ;(next ?? add)?.focus()
  }, [list, removed])
  return (
    <fieldset ref={whole} className={classes.fields}>
      <legend>{t('forms.fields')}</legend>
      <ol ref={list}>
        {fields.map((field, at) => (
          <FieldCard
            key={field.id}
            field={field}
            before={fields.slice(0, at)}
            isLast={at === fields.length - 1}
            refused={refused.filter((path) => path.startsWith(`fields.${at}.`))}
            drop={dropAt(at)}
            isDragged={draggedAt === at}
            handle={handle(at)}
            onChange={(next) => onChange(fields.map((one) => (one.id === field.id ? next : one)))}
            onMove={(by) => {
              move(at, at + by)
              setRemoved(null)
              setMoved({ id: field.id, by })
            }}
            onRemove={() => {
              onChange(withoutField(fields, field.id))
              setMoved(null)
              setRemoved({ label: field.label, next: fields[at + 1]?.id })
            }}
          />
        ))}
      </ol>
      <p className="sr-only" role="status">
        {removed && t('forms.field_removed', { label: removed.label })}
        {moved &&
          movedAt >= 0 &&
          t('forms.moved', { label: fields[movedAt]?.label ?? '', place: movedAt + 1, count: fields.length })}
      </p>
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
