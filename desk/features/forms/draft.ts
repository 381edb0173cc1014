import type { FormFieldKind } from '../../../contract/forms.ts'
import { isFreeKind } from '../../../contract/rules/form-fields.ts'
import { t } from '../../lib/i18n.tsx'
import type { FormDraft } from './queries.ts'

export type DraftFields = FormDraft['fields']
export type DraftField = DraftFields[number]

/** Makes a form with the questions that most companies ask. */
export const newDraft = (): FormDraft => ({
  name: '',
  title: t('forms.default_title'),
  fields: (['name', 'email', 'phone', 'subject', 'description', 'files'] as const).map((kind) => ({
    ...newField(kind),
    required: kind === 'name' || kind === 'email' || kind === 'subject',
  })),
})

/** Returns an id for a new field. Answers are stored by field id, so the id of a removed field is never reused. */
export function newField(kind: FormFieldKind): DraftField {
  const id = isFreeKind(kind) ? `${kind}_${Math.random().toString(36).slice(2, 10)}` : kind
  return { id, kind, label: t(`forms.field.${kind}`) }
}

/** Removes a field together with the conditions that depend on it. */
export const withoutField = (fields: DraftFields, gone: string): DraftFields =>
  fields.filter(({ id }) => id !== gone).map((field) => (field.when?.field === gone ? { ...field, when: null } : field))

export function movedField(fields: DraftFields, from: number, to: number): DraftFields {
  const others = fields.filter((_, at) => at !== from)
  return [...others.slice(0, to), ...fields.slice(from, from + 1), ...others.slice(to)]
}

/** Returns the form as it is saved, without empty choices. */
export function bodyOf({
  name,
  title,
  intro,
  fields,
  consent,
  confirmEmail,
  teamId,
  kind,
  criticality,
  isOpen,
}: FormDraft): FormDraft {
  const cleaned = fields.map((field) => ({
    ...field,
    options: field.kind === 'choice' ? (field.options ?? []).filter((option) => option.trim() !== '') : [],
  }))
  return { name, title, intro, fields: cleaned, consent, confirmEmail, teamId, kind, criticality, isOpen }
}
