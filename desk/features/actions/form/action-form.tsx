import type { ReactNode } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { TextArea, TextField } from '../../../../ui/field.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { MomentField } from '../../../lib/moment-field.tsx'
import { keyName } from '../../../lib/shortcuts.ts'
import { AssigneesField } from './assignees-field.tsx'
import classes from './form.module.css'
import { RepeatFields } from './repeat-fields.tsx'
import { SaveError } from './save-error.tsx'
import { SubjectField } from './subject-field.tsx'
import { type ActionFormProps, useActionForm } from './use-action-form.ts'

/** Form of an action. @param foot what stands beside its button */
export function ActionForm({ foot, ...props }: ActionFormProps & { foot: ReactNode }) {
  const t = useT()
  const { draft, change, action } = props
  const form = useActionForm(props)
  const isMissing = (field: (typeof form.missing)[number]) => form.missing.includes(field)
  return (
    <form
      className={classes.form}
      onKeyDown={form.onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
      noValidate
    >
      <TextField
        ref={form.inputs.title}
        label={t('action.title')}
        placeholder={t('action.title_hint')}
        error={isMissing('title') ? t('action.missing_title') : undefined}
        value={draft.title}
        maxLength={200}
        autoComplete="off"
        data-autofocus
        onChange={({ target }) => change({ title: target.value })}
      />
      <div className={classes.two}>
        <AssigneesField
          assignees={draft.assignees}
          onAssignees={(assignees) => change({ assignees })}
          text={draft.assigneeText}
          onText={(assigneeText) => change({ assigneeText })}
          error={
            isMissing('assignees')
              ? t(draft.assigneeText.trim() ? 'action.unknown_for' : 'action.missing_for')
              : undefined
          }
          input={form.inputs.assignees}
        />
        <MomentField
          label={t('fact.due')}
          placeholder={t('action.due_hint')}
          lean="future"
          value={draft.dueAt}
          input={form.inputs.due}
          onChange={(dueAt) => change({ dueAt })}
        />
      </div>
      <SubjectField
        about={draft.about}
        onAbout={(about) => change({ about })}
        text={draft.aboutText}
        onText={(aboutText) => change({ aboutText })}
        error={isMissing('about') ? t('action.missing_about') : undefined}
        input={form.inputs.about}
      />
      <TextArea
        label={t('action.note')}
        rows={2}
        maxLength={5_000}
        value={draft.note}
        onChange={({ target }) => change({ note: target.value })}
      />
      <RepeatFields
        draft={draft}
        change={change}
        error={isMissing('every') ? t('action.wrong_every') : undefined}
        input={form.inputs.every}
      />
      <label className={classes.private}>
        <input
          type="checkbox"
          checked={draft.isPrivate}
          onChange={({ target }) => change({ isPrivate: target.checked })}
        />
        {t('action.private')}
      </label>
      <SaveError error={form.error} onSaveAnyway={form.saveAnyway} />
      <footer className={classes.foot}>
        <span className={classes.quiet}>{foot}</span>
        <Button look="primary" type="submit" kbd={keyName('mod+Enter')} busy={form.isSaving}>
          {t(action ? 'shell.save' : 'action.create')}
        </Button>
      </footer>
    </form>
  )
}
