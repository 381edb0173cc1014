import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PasswordField } from '../../../ui/password-field.tsx'
import { usePendingConfirmation } from '../../lib/confirmation.ts'
import { isCode } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { canUsePasskeys } from '../../lib/passkeys.ts'
import { factorErrorText } from './error-words.ts'
import { factorsQuery, useConfirm } from './queries.ts'

/** Asks for the password again before a sensitive change, which then continues. */
export function ConfirmDialog() {
  const t = useT()
  const asked = usePendingConfirmation()
  if (!asked) return null
  return (
    <Dialog
      opened
      onClose={() => asked.answer(false)}
      title={t('account.confirm_title')}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <ConfirmForm onAnswer={asked.answer} />
    </Dialog>
  )
}

function ConfirmForm({ onAnswer }: { onAnswer: (confirmed: boolean) => void }) {
  const t = useT()
  const [password, setPassword] = useState('')
  const confirm = useConfirm(() => onAnswer(true))
  const { data: factors } = useQuery(factorsQuery)
  const isWrong = isCode(confirm.error, 'wrong_credentials')
  function submit(event: FormEvent) {
    event.preventDefault()
    confirm.mutate(password)
  }
  return (
    <form onSubmit={submit}>
      <DialogBody>
        <p>{t('account.confirm_words')}</p>
        <PasswordField
          label={t('entry.password')}
          error={isWrong ? t('account.wrong_password') : undefined}
          showLabel={t('entry.show_password')}
          hideLabel={t('entry.hide_password')}
          autoComplete="current-password"
          required
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {confirm.error && !isWrong && <FormError>{factorErrorText(confirm.error)}</FormError>}
        <DialogActions>
          {canUsePasskeys() && factors && factors.passkeys.length > 0 && (
            <Button look="quiet" onClick={() => confirm.mutate(null)}>
              {t('account.with_passkey')}
            </Button>
          )}
          <Button look="primary" type="submit" busy={confirm.isPending}>
            {t('account.confirm')}
          </Button>
        </DialogActions>
      </DialogBody>
    </form>
  )
}
