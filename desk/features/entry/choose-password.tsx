import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PasswordField } from '../../../ui/password-field.tsx'
import { errorText, isCode, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './entry-page.module.css'
import { EntryPage } from './entry-page.tsx'
import { useEnterByLink } from './queries.ts'
import { askedFactors, SecondStep } from './second-step.tsx'

/** Page behind an access link. Mail scanners open links too, so only the form uses it. */
export function ChoosePassword({ token, onEntered }: { token: string; onEntered: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const enter = useEnterByLink(onEntered)
  const isTooShort = listInvalidFields(enter.error).includes('password')

  function submit(event: FormEvent) {
    event.preventDefault()
    enter.mutate({ token, password })
  }

  const methods = askedFactors(enter.error)
  if (methods)
    return <SecondStep methods={methods} onEntered={onEntered} onBack={() => navigate({ to: '/connexion' })} />
  return (
    <EntryPage title={t('entry.choose_title')}>
      <form className={classes.form} onSubmit={submit}>
        <PasswordField
          label={t('entry.new_password')}
          hint={t('entry.password_rule')}
          error={isTooShort ? t('entry.password_too_short') : undefined}
          showLabel={t('entry.show_password')}
          hideLabel={t('entry.hide_password')}
          name="password"
          autoComplete="new-password"
          minLength={10}
          required
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {enter.error && !isTooShort && <FormError>{errorText(enter.error)}</FormError>}
        <Button look="primary" type="submit" busy={enter.isPending}>
          {t('entry.choose')}
        </Button>
      </form>
      {isCode(enter.error, 'link_refused') && (
        <p className={classes.after}>
          <Link to="/mot-de-passe-oublie">{t('entry.ask_again')}</Link>
        </p>
      )}
    </EntryPage>
  )
}
