import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { CallError } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { canUsePasskeys } from '../../lib/passkeys.ts'
import classes from './entry-page.module.css'
import { EntryPage } from './entry-page.tsx'
import { useEnterWithCode, useEnterWithPasskey } from './queries.ts'

/** Returns the second factors that a refused sign-in requires; null when it was refused for another reason. */
export function askedFactors(error: unknown): string[] | null {
  if (!(error instanceof CallError) || error.code !== 'second_factor_required') return null
  return Array.isArray(error.details.methods) ? error.details.methods : []
}

type Props = { methods: string[]; onEntered: () => void; onBack: () => void }

/** Second step of signing in: a code, a recovery code, or a passkey. */
export function SecondStep({ methods, onEntered, onBack }: Props) {
  const t = useT()
  const [code, setCode] = useState('')
  const enter = useEnterWithCode(onEntered)
  function submit(event: FormEvent) {
    event.preventDefault()
    const typed = code.trim()
    enter.mutate(/^[\d\s]+$/.test(typed) ? typed.replace(/\s/g, '') : typed)
  }
  return (
    <EntryPage title={t('entry.second_title')}>
      {methods.includes('totp') && (
        <form className={classes.form} onSubmit={submit}>
          <TextField
            label={t('entry.code')}
            hint={t('entry.code_hint')}
            value={code}
            autoComplete="one-time-code"
            spellCheck={false}
            autoCapitalize="off"
            maxLength={20}
            required
            autoFocus
            onChange={(event) => setCode(event.target.value)}
          />
          {enter.error && <FormError>{errorText(enter.error)}</FormError>}
          <Button look="primary" type="submit" busy={enter.isPending}>
            {t('entry.sign_in')}
          </Button>
        </form>
      )}
      {methods.includes('passkey') && <PasskeyButton onEntered={onEntered} />}
      {!methods.includes('totp') && !canUsePasskeys() && (
        <p className={classes.words}>{t('entry.passkey_needs_https')}</p>
      )}
      <p className={classes.after}>
        <button type="button" className={classes.link} onClick={onBack}>
          {t('entry.back_to_sign_in')}
        </button>
      </p>
    </EntryPage>
  )
}

/** Button for passkeys; draws nothing in browsers without them. */
export function PasskeyButton({ onEntered }: { onEntered: () => void }) {
  const t = useT()
  const enter = useEnterWithPasskey(onEntered)
  if (!canUsePasskeys()) return null
  const words = enter.error instanceof CallError ? errorText(enter.error) : t('account.passkey_given_up')
  return (
    <div className={classes.form}>
      <Button busy={enter.isPending} onClick={() => enter.mutate()}>
        {t('entry.with_passkey')}
      </Button>
      {enter.error && <FormError>{words}</FormError>}
    </div>
  )
}
