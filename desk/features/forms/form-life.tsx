import { useEffect, useRef, useState } from 'react'
import type { Form } from '../../../contract/forms.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { bodyOf } from './draft.ts'
import classes from './forms.module.css'
import { type FormDraft, useRemoveForm } from './queries.ts'

type Props = {
  form: Form
  isChanged: boolean
  onCopy: (draft: FormDraft) => void
  onRemoved: (form: Form) => void
}

/** Actions on a saved form, copy and delete, each confirmed after an explanation. */
export function FormLife({ form, isChanged, onCopy, onRemoved }: Props) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const remove = useRemoveForm(() => onRemoved(form))
  const { quarantined, name } = form
  const section = useRef<HTMLElement>(null)
  // The explanation grows upwards, so that its button stays in view.
  useEffect(() => {
    if (asked) section.current?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  const words = isChanged
    ? t('forms.save_first')
    : quarantined > 0
      ? t('forms.remove_quarantine', { count: quarantined })
      : asked
        ? t('forms.remove_words')
        : null
  return (
    <section ref={section} className={classes.life} aria-label={t('forms.life')}>
      {words && (
        <p className={classes.note} role="status">
          {words}
        </p>
      )}
      <div className={classes.acts}>
        {!isChanged && !asked && (
          <Button onClick={() => onCopy({ ...bodyOf(form), name: t('forms.copy_of', { name }).slice(0, 200) })}>
            {t('forms.duplicate')}
          </Button>
        )}
        {!isChanged && quarantined === 0 && (
          <ConfirmButton
            asked={asked}
            onAsk={setAsked}
            words={{ ask: t('forms.remove_form'), confirm: t('forms.remove_now'), cancel: t('shell.cancel') }}
            look="danger"
            busy={remove.isPending}
            onConfirm={() => remove.mutate(form.id)}
          />
        )}
      </div>
      {remove.error && <FormError>{errorText(remove.error)}</FormError>}
    </section>
  )
}
