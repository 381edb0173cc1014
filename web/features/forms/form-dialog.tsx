import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Form } from '../../../contract/forms.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { FieldList } from './field-list.tsx'
import classes from './forms.module.css'
import { type FormDraft, teamChoiceQuery, useSaveForm } from './queries.ts'

/** Composes a form; once it is saved, what to copy to a site. */
export function FormDialog({ form, onClose }: { form: Form | null; onClose: () => void }) {
  const t = useT()
  const teams = useQuery(teamChoiceQuery)
  const first = (kind: 'name' | 'email' | 'subject' | 'description', required: boolean) => ({
    id: kind,
    kind,
    label: t(`forms.field.${kind}`),
    required,
  })
  const [draft, setDraft] = useState<FormDraft>(
    form ?? {
      name: '',
      title: '',
      fields: [first('name', true), first('email', true), first('subject', true), first('description', false)],
    },
  )
  const save = useSaveForm(form, () => {
    onClose()
    toast({ text: t('forms.saved') })
  })
  const change = (part: Partial<FormDraft>) => setDraft({ ...draft, ...part })
  function submit(event: FormEvent) {
    event.preventDefault()
    const { name, title, intro, fields, consent, teamId, kind, criticality, isOpen } = draft
    save.mutate({ name, title, intro, fields, consent, teamId, kind, criticality, isOpen })
  }
  const snippet = form && snippetOf(form.id)
  return (
    <Dialog
      opened
      onClose={onClose}
      title={form?.name ?? t('forms.new')}
      closeLabel={t('shell.close')}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <TextField
            label={t('forms.name')}
            hint={t('forms.name_hint')}
            value={draft.name}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => change({ name: event.target.value })}
          />
          <TextField
            label={t('forms.form_title')}
            value={draft.title}
            maxLength={200}
            required
            onChange={(event) => change({ title: event.target.value })}
          />
          <TextArea
            label={t('forms.intro')}
            value={draft.intro ?? ''}
            maxLength={2_000}
            onChange={(event) => change({ intro: event.target.value })}
          />
          <FieldList fields={draft.fields} onChange={(fields) => change({ fields })} />
          <TextArea
            label={t('forms.consent')}
            hint={t('forms.consent_hint')}
            value={draft.consent ?? ''}
            maxLength={1_000}
            onChange={(event) => change({ consent: event.target.value })}
          />
          <SelectField
            label={t('forms.team')}
            value={draft.teamId ?? ''}
            onChange={(event) => change({ teamId: event.target.value || null })}
          >
            <option value="">{t('forms.no_team')}</option>
            {teams.data?.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <label className={classes.check}>
            <input
              type="checkbox"
              checked={draft.isOpen ?? true}
              onChange={(event) => change({ isOpen: event.target.checked })}
            />
            {t('forms.is_open')}
          </label>
          {snippet && <TextArea label={t('forms.snippet')} value={snippet} readOnly spellCheck={false} />}
          {save.error && <FormError>{errorText(save.error)}</FormError>}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" busy={save.isPending}>
              {t(form ? 'forms.save' : 'forms.create')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}

const snippetOf = (id: string) =>
  `<script type="module" src="${location.origin}/elements/form.js"></script>\n<guichet-form form="${id}"></guichet-form>`
