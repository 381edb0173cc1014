import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PasswordField } from '../../../ui/password-field.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { EmailField } from './email-field.tsx'
import classes from './entry-page.module.css'
import { EntryPage } from './entry-page.tsx'
import { useSignIn } from './queries.ts'
import { askedFactors, PasskeyButton, SecondStep } from './second-step.tsx'

/** Sign-in page. `ended`: the session ended during work. */
export function SignIn({ ended, onEntered }: { ended: boolean; onEntered: () => void }) {
  const t = useT()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useSignIn(onEntered)
  const wrongEmail = listInvalidFields(signIn.error).includes('email')

  const methods = askedFactors(signIn.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    signIn.mutate({ email, password })
  }

  if (methods) return <SecondStep methods={methods} onEntered={onEntered} onBack={signIn.reset} />
  return (
    <EntryPage title={t('entry.sign_in_title')}>
      {ended && <p className={classes.words}>{t('entry.session_ended')}</p>}
      <form className={classes.form} onSubmit={submit}>
        <EmailField email={email} isWrong={wrongEmail} onChange={setEmail} />
        <PasswordField
          label={t('entry.password')}
          showLabel={t('entry.show_password')}
          hideLabel={t('entry.hide_password')}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {signIn.error && !wrongEmail && <FormError>{errorText(signIn.error)}</FormError>}
        <Button look="primary" type="submit" busy={signIn.isPending}>
          {t('entry.sign_in')}
        </Button>
      </form>
      <PasskeyButton onEntered={onEntered} />
      <p className={classes.after}>
        <Link to="/mot-de-passe-oublie">{t('entry.forgotten')}</Link>
      </p>
    </EntryPage>
  )
}
