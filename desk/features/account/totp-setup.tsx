import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './account.module.css'
import { PasswordForm } from './password-form.tsx'
import { QrCode } from './qr-code.tsx'
import { useStartTotp, useVerifyTotp } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Sets up an authenticator app: the password, the QR code, a first code, then the recovery codes. */
export function TotpSetup({ onDone }: { onDone: () => void }) {
  const t = useT()
  const [code, setCode] = useState('')
  const [verified, setVerified] = useState(false)
  const start = useStartTotp()
  const verify = useVerifyTotp(() => setVerified(true))
  if (!start.data)
    return (
      <PasswordForm
        label={t('account.continue')}
        busy={start.isPending}
        error={start.error}
        onSubmit={(password) => start.mutate(password)}
      />
    )
  const { uri, recoveryCodes } = start.data
  if (verified) return <RecoveryCodes codes={recoveryCodes} onDone={onDone} />
  const secret = new URL(uri).searchParams.get('secret') ?? ''

  function submit(event: FormEvent) {
    event.preventDefault()
    verify.mutate(code.replace(/\s/g, ''))
  }
  return (
    <form className={classes.setup} onSubmit={submit}>
      <p>{t('account.totp_scan')}</p>
      <QrCode text={uri} label={t('account.totp_qr')} />
      <p className={classes.note}>
        {t('account.totp_by_hand')} <code className={classes.secret}>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <TextField
        label={t('account.code')}
        hint={t('account.code_hint')}
        value={code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        required
        autoFocus
        onChange={(event) => setCode(event.target.value)}
      />
      {verify.error && <FormError>{errorText(verify.error)}</FormError>}
      <Button look="primary" type="submit" busy={verify.isPending}>
        {t('account.totp_turn_on')}
      </Button>
    </form>
  )
}
