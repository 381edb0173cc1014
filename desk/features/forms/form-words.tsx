import { TextArea, TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import type { FormDraft } from './queries.ts'

type Props = { draft: FormDraft; refused: string[]; onChange: (part: Partial<FormDraft>) => void }

/** Name of the form in the desk, and the text that visitors read above it. */
export function FormWords({ draft, refused, onChange }: Props) {
  const t = useT()
  return (
    <>
      <TextField
        label={t('forms.name')}
        hint={t('forms.name_hint')}
        error={refused.includes('name') ? t('entry.name_needed') : undefined}
        value={draft.name}
        maxLength={200}
        autoComplete="off"
        required
        data-autofocus
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        label={t('forms.form_title')}
        error={refused.includes('title') ? t('forms.title_needed') : undefined}
        value={draft.title}
        maxLength={200}
        required
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <TextArea
        label={t('forms.intro')}
        value={draft.intro ?? ''}
        maxLength={2_000}
        onChange={(event) => onChange({ intro: event.target.value })}
      />
    </>
  )
}
