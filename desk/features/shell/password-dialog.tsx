import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PasswordField } from '../../../ui/password-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useChangePassword } from './account.ts'

export function PasswordDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('entry.change_password')}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <PasswordForm onDone={onClose} />
    </Dialog>
  )
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useChangePassword(() => {
    onDone()
    toast({ text: t('entry.password_changed') })
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ current, next })
  }
  const words = { showLabel: t('entry.show_password'), hideLabel: t('entry.hide_password') }
  const tooShort = listInvalidFields(change.error).includes('next')
  return (
    <form onSubmit={submit}>
      <DialogBody>
        <PasswordField
          label={t('entry.current_password')}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          autoComplete="current-password"
          required
          data-autofocus
          {...words}
        />
        <PasswordField
          label={t('entry.new_password')}
          hint={t('entry.password_rule')}
          error={tooShort ? t('entry.password_too_short') : undefined}
          value={next}
          onChange={(event) => setNext(event.target.value)}
          autoComplete="new-password"
          minLength={10}
          required
          {...words}
        />
        {change.error && !tooShort && <FormError>{errorText(change.error)}</FormError>}
        <DialogActions>
          <Button look="quiet" onClick={onDone}>
            {t('shell.cancel')}
          </Button>
          <Button look="primary" type="submit" busy={change.isPending}>
            {t('entry.change_password')}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  )
}
