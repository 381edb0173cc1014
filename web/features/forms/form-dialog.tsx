import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Form } from '../../../contract/forms.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText, isCode, refusedFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { bodyOf, newDraft } from './draft.ts'
import { FieldList } from './field-list.tsx'
import { FormTarget } from './form-target.tsx'
import { FormWords } from './form-words.tsx'
import classes from './forms.module.css'
import { type FormDraft, useReadAgain, useSaveForm } from './queries.ts'
import { Snippet } from './snippet.tsx'

/** Composes a form; once it is saved, what to copy to a site. */
export function FormDialog({ form, onClose }: { form: Form | null; onClose: () => void }) {
  const t = useT()
  const element = useRef<HTMLFormElement>(null)
  // News may bring another version while one writes: what is saved is a change of the one that was read.
  const [read, setRead] = useState(form)
  const [draft, setDraft] = useState<FormDraft>(form ?? newDraft)
  const save = useSaveForm(read, () => {
    onClose()
    toast({ text: t('forms.saved') })
  })
  const readAgain = useReadAgain()
  const [isReading, setReading] = useState(false)
  const { error } = save
  const refused = refusedFields(error)
  const change = (part: Partial<FormDraft>) => setDraft({ ...draft, ...part })
  useEffect(() => {
    if (error) element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [error])
  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate(bodyOf(draft))
  }
  /** The news of what was saved may still be on its way: it is read before one goes on from it. */
  async function goOn({ id }: Form, from: 'saved' | 'mine') {
    setReading(true)
    const saved = await readAgain(id).catch((failure) => void toast({ text: errorText(failure) }))
    setReading(false)
    if (!saved) return
    setRead(saved)
    if (from === 'saved') setDraft(saved)
    save.reset()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={form?.name ?? t('forms.new')}
      closeLabel={t('shell.close')}
      closeOnClickOutside={false}
    >
      <form ref={element} onSubmit={submit} noValidate>
        <DialogBody>
          {form && <Snippet id={form.id} />}
          <FormWords draft={draft} refused={refused} onChange={change} />
          <FieldList fields={draft.fields} refused={refused} onChange={(fields) => change({ fields })} />
          <TextArea
            label={t('forms.consent')}
            hint={t('forms.consent_hint')}
            value={draft.consent ?? ''}
            maxLength={1_000}
            onChange={(event) => change({ consent: event.target.value })}
          />
          <FormTarget draft={draft} onChange={change} />
          {error && (
            <FormError>
              {errorText(error)}
              {isCode(error, 'conflict') && form && (
                <div className={classes.acts}>
                  <Button onClick={() => goOn(form, 'saved')}>{t('forms.take_saved')}</Button>
                  <Button onClick={() => goOn(form, 'mine')}>{t('forms.keep_mine')}</Button>
                </div>
              )}
            </FormError>
          )}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" busy={save.isPending || isReading}>
              {t(form ? 'forms.save' : 'forms.create')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}
