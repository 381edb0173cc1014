import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Passkey } from '../../../contract/account.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { isCode } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { canUsePasskeys } from '../../lib/passkeys.ts'
import classes from './account.module.css'
import { factorErrorText } from './error-words.ts'
import { NewPasskey } from './factor-choice.tsx'
import { PasswordForm } from './password-form.tsx'
import { factorsQuery, useRemovePasskey, useRemoveTotp, useRenewCodes } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TotpSetup } from './totp-setup.tsx'

export function Factors() {
  const t = useT()
  const { data, error, refetch } = useQuery(factorsQuery)
  if (!data) return <Loading error={error} onRetry={refetch} rows={3} />
  return (
    <>
      <section className={classes.part} aria-labelledby="totp">
        <h2 id="totp">{t('account.totp')}</h2>
        <p className={classes.note}>{t('account.totp_words')}</p>
        <Totp isOn={data.totp} />
      </section>
      <section className={classes.part} aria-labelledby="passkeys">
        <h2 id="passkeys">{t('account.passkeys')}</h2>
        <p className={classes.note}>{t(canUsePasskeys() ? 'account.passkeys_words' : 'account.passkeys_need_https')}</p>
        {data.passkeys.length > 0 && (
          <ul>
            {data.passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        )}
        {canUsePasskeys() && <AddPasskey />}
      </section>
    </>
  )
}

/** Stays open after the code is verified, until the recovery codes are noted. */
function Totp({ isOn }: { isOn: boolean }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  if (open) return <TotpSetup onDone={() => setOpen(false)} />
  if (isOn) return <TotpOn />
  return <Button onClick={() => setOpen(true)}>{t('account.totp_set_up')}</Button>
}

function TotpOn() {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const [renewing, setRenewing] = useState(false)
  const remove = useRemoveTotp()
  const renew = useRenewCodes()
  if (renew.data) return <RecoveryCodes codes={renew.data.recoveryCodes} onDone={renew.reset} />
  return (
    <>
      <p className={classes.on}>{t('account.totp_on')}</p>
      <div className={classes.buttons}>
        <Button onClick={() => setRenewing(!renewing)}>{t('account.codes_renew')}</Button>
        <ConfirmButton
          asked={asked}
          onAsk={setAsked}
          words={{ ask: t('account.totp_remove'), confirm: t('account.totp_remove_now'), cancel: t('shell.cancel') }}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      </div>
      {renewing && (
        <PasswordForm
          label={t('account.codes_renew')}
          busy={renew.isPending}
          error={renew.error}
          onSubmit={(password) => renew.mutate(password, { onSuccess: () => setRenewing(false) })}
        />
      )}
      {remove.error && <FormError>{removalText(remove.error, t('account.last_factor'))}</FormError>}
    </>
  )
}

const removalText = (error: unknown, last: string) => (isCode(error, 'conflict') ? last : factorErrorText(error))

function AddPasskey() {
  const t = useT()
  const [open, setOpen] = useState(false)
  if (open) return <NewPasskey onDone={() => setOpen(false)} />
  return <Button onClick={() => setOpen(true)}>{t('account.passkey_add')}</Button>
}

function PasskeyRow({ passkey: { id, name, createdAt } }: { passkey: Passkey }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const [asked, setAsked] = useState(false)
  const remove = useRemovePasskey()
  return (
    <li className={classes.row}>
      <span>
        <b>{name}</b>
        <small>{t('account.passkey_since', { when: dates.relative(createdAt, now) })}</small>
      </span>
      <span className={classes.buttons}>
        <ConfirmButton
          asked={asked}
          onAsk={setAsked}
          words={{ ask: t('account.remove'), confirm: t('account.remove_now'), cancel: t('shell.cancel') }}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(id)}
        />
      </span>
      {remove.error && <FormError>{removalText(remove.error, t('account.last_factor'))}</FormError>}
    </li>
  )
}
