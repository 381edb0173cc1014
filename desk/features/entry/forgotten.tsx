import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { setupQuery } from '../../data/setup.ts'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { EmailField } from './email-field.tsx'
import classes from './entry-page.module.css'
import { EntryPage } from './entry-page.tsx'
import { useAskForLink } from './queries.ts'

/** Page for a forgotten password. Every address gets the same response, so that accounts cannot be probed. */
export function Forgotten() {
  const t = useT()
  const { data } = useQuery(setupQuery)
  const ask = useAskForLink()
  return (
    <EntryPage title={t('entry.forgotten_title')}>
      {data && !data.canMail && <p className={classes.words}>{t('entry.forgotten_ask')}</p>}
      {ask.isSuccess && (
        <p className={classes.words} role="status">
          {t('entry.link_mailed')}
        </p>
      )}
      {data?.canMail && !ask.isSuccess && <AddressForm ask={ask} />}
      <p className={classes.after}>
        <Link to="/connexion">{t('entry.back_to_sign_in')}</Link>
      </p>
    </EntryPage>
  )
}

function AddressForm({ ask }: { ask: ReturnType<typeof useAskForLink> }) {
  const t = useT()
  const [email, setEmail] = useState('')
  const wrongEmail = listInvalidFields(ask.error).includes('email')

  function submit(event: FormEvent) {
    event.preventDefault()
    ask.mutate(email)
  }

  return (
    <>
      <p className={classes.words}>{t('entry.forgotten_words')}</p>
      <form className={classes.form} onSubmit={submit}>
        <EmailField email={email} isWrong={wrongEmail} onChange={setEmail} />
        {ask.error && !wrongEmail && <FormError>{errorText(ask.error)}</FormError>}
        <Button look="primary" type="submit" busy={ask.isPending}>
          {t('entry.mail_link')}
        </Button>
      </form>
    </>
  )
}
