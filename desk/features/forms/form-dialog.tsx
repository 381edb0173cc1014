import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Form } from '../../../contract/forms.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { toast } from '../../../ui/toast.tsx'
import { listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { FieldList } from './field-list.tsx'
import { FormConfirmation } from './form-confirmation.tsx'
import { FormEnd } from './form-end.tsx'
import { FormLife } from './form-life.tsx'
import { FormTarget } from './form-target.tsx'
import { FormWords } from './form-words.tsx'
import classes from './forms.module.css'
import { Preview } from './preview.tsx'
import type { FormDraft } from './queries.ts'
import { Snippet } from './snippet.tsx'
import { useFormDraft } from './use-form-draft.ts'

type Props = {
  form: Form | FormDraft
  onClose: () => void
  /** Opens a new form that starts as a copy. */
  onCopy: (draft: FormDraft) => void
  onRemoved: (form: Form) => void
}

/** Editor of a form beside its preview; after saving, also the code for websites. */
export function FormDialog({ form, onClose, onCopy, onRemoved }: Props) {
  const t = useT()
  const element = useRef<HTMLFormElement>(null)
  const [isNew, setNew] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const [shown, setShown] = useState<'fields' | 'preview'>('fields')
  const composed = useFormDraft(form, ({ isNew: isFirst, isWhole }) => {
    toast({ text: t(isFirst ? 'forms.created' : 'forms.saved') })
    if (isFirst) {
      setNew(true)
      setShown('fields')
    } else if (isWhole) onClose()
  })
  const { draft, read, isChanged, error } = composed
  const refused = listInvalidFields(error)
  const change = (part: Partial<FormDraft>) => {
    setLeaving(false)
    composed.change(part)
  }
  useEffect(() => {
    if (!error) return
    setShown('fields')
    element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [error])
  function submit(event: FormEvent) {
    event.preventDefault()
    setLeaving(false)
    composed.save()
  }
  return (
    <Dialog
      opened
      onClose={() => (isChanged ? setLeaving(true) : onClose())}
      title={read?.name ?? t('forms.new')}
      closeLabel={t('shell.close')}
      closeOnClickOutside={false}
      width="widest"
    >
      <form ref={element} className={classes.composer} data-shown={shown} onSubmit={submit} noValidate>
        <div className={classes.which}>
          <Segmented
            label={t('forms.which')}
            value={shown}
            segments={[
              { value: 'fields', label: t('forms.composition') },
              { value: 'preview', label: t('forms.preview') },
            ]}
            onChange={setShown}
          />
        </div>
        <section className={classes.composition} aria-label={t('forms.composition')}>
          {read && <Snippet id={read.id} isNew={isNew} />}
          <FormWords draft={draft} refused={refused} onChange={change} />
          <FieldList fields={draft.fields} refused={refused} onChange={(fields) => change({ fields })} />
          <TextArea
            label={t('forms.consent')}
            hint={t('forms.consent_hint')}
            value={draft.consent ?? ''}
            maxLength={1_000}
            onChange={(event) => change({ consent: event.target.value })}
          />
          <FormConfirmation draft={draft} onChange={change} />
          <FormTarget draft={draft} onChange={change} />
          {read && <FormLife form={read} isChanged={isChanged} onCopy={onCopy} onRemoved={onRemoved} />}
        </section>
        <Preview draft={draft} />
        <FormEnd composed={composed} isLeaving={isLeaving} onLeaving={setLeaving} onClose={onClose} />
      </form>
    </Dialog>
  )
}
