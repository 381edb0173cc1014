import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { useT } from '../../lib/i18n.tsx'
import { canUsePasskeys } from '../../lib/passkeys.ts'
import classes from './account.module.css'
import { factorErrorText } from './error-words.ts'
import { useAddPasskey } from './queries.ts'
import { TotpSetup } from './totp-setup.tsx'

/** Offers the second factors that an agent can set up before anything else. */
export function FactorChoice({ onDone }: { onDone: () => void }) {
  const t = useT()
  const [chosen, setChosen] = useState<'totp' | 'passkey' | null>(null)
  if (chosen === 'totp') return <TotpSetup onDone={onDone} />
  if (chosen === 'passkey') return <NewPasskey onDone={onDone} />
  return (
    <div className={classes.setup}>
      <Button look="primary" onClick={() => setChosen('totp')}>
        {t('account.totp_set_up')}
      </Button>
      {canUsePasskeys() && <Button onClick={() => setChosen('passkey')}>{t('account.passkey_add')}</Button>}
    </div>
  )
}

export function NewPasskey({ onDone }: { onDone: () => void }) {
  const t = useT()
  const [name, setName] = useState('')
  const add = useAddPasskey(onDone)
  function submit(event: FormEvent) {
    event.preventDefault()
    add.mutate(name)
  }
  return (
    <form className={classes.setup} onSubmit={submit}>
      <TextField
        label={t('account.passkey_name')}
        hint={t('account.passkey_name_hint')}
        value={name}
        maxLength={60}
        required
        autoFocus
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      {add.error && <FormError>{factorErrorText(add.error)}</FormError>}
      <Button look="primary" type="submit" busy={add.isPending}>
        {t('account.passkey_create')}
      </Button>
    </form>
  )
}
