import { type ChangeEvent, type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PasswordField } from '../../../ui/password-field.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useLocale, useT } from '../../lib/i18n.tsx'
import classes from './entry-page.module.css'
import { EntryPage } from './entry-page.tsx'
import { useSetUp } from './queries.ts'

export function SetUp({ token, onEntered }: { token: string | undefined; onEntered: () => void }) {
  const t = useT()
  return token ? (
    <EntryPage title={t('entry.welcome')}>
      <p className={classes.words}>{t('entry.set_up_words')}</p>
      <SetUpForm token={token} onEntered={onEntered} />
    </EntryPage>
  ) : (
    <EntryPage title={t('entry.no_token_title')}>
      <p className={classes.words}>{t('entry.no_token')}</p>
      <p className={classes.words}>{t('entry.no_token_again')}</p>
    </EntryPage>
  )
}

function SetUpForm({ token, onEntered }: { token: string; onEntered: () => void }) {
  const t = useT()
  const locale = useLocale()
  const [answers, setAnswers] = useState({ organisation: '', name: '', email: '', password: '' })
  const setUp = useSetUp(onEntered)
  const refused = listInvalidFields(setUp.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    setUp.mutate({ token, locale, ...answers })
  }
  const bound = (name: keyof typeof answers) => ({
    name,
    required: true,
    value: answers[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => setAnswers({ ...answers, [name]: event.target.value }),
  })
  const problem = (name: keyof typeof answers, words: string) => (refused.includes(name) ? words : undefined)

  return (
    <form className={classes.form} onSubmit={submit}>
      <TextField
        label={t('entry.organisation')}
        hint={t('entry.organisation_hint')}
        error={problem('organisation', t('entry.name_needed'))}
        autoComplete="organization"
        maxLength={200}
        autoFocus
        {...bound('organisation')}
      />
      <TextField
        label={t('entry.your_name')}
        error={problem('name', t('entry.name_needed'))}
        autoComplete="name"
        maxLength={200}
        {...bound('name')}
      />
      <TextField
        label={t('entry.email')}
        error={problem('email', t('entry.email_wrong'))}
        type="email"
        autoComplete="username"
        {...bound('email')}
      />
      <PasswordField
        label={t('entry.password')}
        hint={t('entry.password_rule')}
        error={problem('password', t('entry.password_too_short'))}
        showLabel={t('entry.show_password')}
        hideLabel={t('entry.hide_password')}
        autoComplete="new-password"
        minLength={10}
        {...bound('password')}
      />
      {setUp.error && refused.length === 0 && <FormError>{errorText(setUp.error)}</FormError>}
      <Button look="primary" type="submit" busy={setUp.isPending}>
        {t('entry.complete')}
      </Button>
    </form>
  )
}
