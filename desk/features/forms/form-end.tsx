import { useEffect, useRef } from 'react'
import { Button } from '../../../ui/button.tsx'
import { DialogActions } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText, isCode } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'
import type { useFormDraft } from './use-form-draft.ts'

type Props = {
  composed: ReturnType<typeof useFormDraft>
  isLeaving: boolean
  onLeaving: (isLeaving: boolean) => void
  onClose: () => void
}

/** Footer that stays in view: the problems that prevent saving, and the buttons. */
export function FormEnd({ composed, isLeaving, onLeaving, onClose }: Props) {
  const t = useT()
  const { read, isChanged, error, busy, goOn } = composed
  const stay = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isLeaving) stay.current?.focus()
  }, [isLeaving])
  return (
    <div className={classes.end}>
      {error && (
        <FormError>
          {errorText(error)}
          {isCode(error, 'conflict') && (
            <div className={classes.acts}>
              <Button onClick={() => goOn('saved')}>{t('forms.take_saved')}</Button>
              <Button onClick={() => goOn('mine')}>{t('forms.keep_mine')}</Button>
            </div>
          )}
        </FormError>
      )}
      {isLeaving ? (
        <>
          <p role="alert">{t('forms.unsaved')}</p>
          <DialogActions>
            <Button look="danger" onClick={onClose}>
              {t('forms.leave')}
            </Button>
            <Button ref={stay} onClick={() => onLeaving(false)}>
              {t('forms.stay')}
            </Button>
          </DialogActions>
        </>
      ) : read && !isChanged ? (
        <DialogActions>
          <Button key="done" look="primary" onClick={onClose}>
            {t('forms.done')}
          </Button>
        </DialogActions>
      ) : (
        <DialogActions>
          <Button look="quiet" onClick={() => (isChanged ? onLeaving(true) : onClose())}>
            {t('shell.cancel')}
          </Button>
          <Button key="save" look="primary" type="submit" busy={busy}>
            {t(read ? 'forms.save' : 'forms.create')}
          </Button>
        </DialogActions>
      )}
    </div>
  )
}
