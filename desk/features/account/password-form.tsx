import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PasswordField } from '../../../ui/password-field.tsx'
import { errorText, isCode } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './account.module.css'

type Props = { label: string; busy: boolean; error: unknown; onSubmit: (password: string) => void }

/** Asks for the reader's own password before a change of their second factors. */
export function PasswordForm({ label, busy, error, onSubmit }: Props) {
  const t = useT()
  const [password, setPassword] = useState('')
  const isWrong = isCode(error, 'wrong_credentials')
  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit(password)
  }
  return (
    <form className={classes.setup} onSubmit={submit}>
      <PasswordField
        label={t('account.your_password')}
        error={isWrong ? t('account.wrong_password') : undefined}
        showLabel={t('entry.show_password')}
        hideLabel={t('entry.hide_password')}
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {error !== null && !isWrong && <FormError>{errorText(error)}</FormError>}
      <Button look="primary" type="submit" busy={busy}>
        {label}
      </Button>
    </form>
  )
}
