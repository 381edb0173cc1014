import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Mail } from '../../../contract/mail.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMe } from '../../lib/session.ts'
import classes from './mails.module.css'
import { mailFateQuery, useSendTest } from './queries.ts'

/** Sends a test mail and shows the server's response. */
export function MailTest() {
  const t = useT()
  const me = useMe()
  const [address, setAddress] = useState(me.email)
  const send = useSendTest()
  const { data: mail } = useQuery(mailFateQuery(send.data?.id ?? null))
  const isUnderWay =
    send.isPending || (send.data !== undefined && (!mail || (mail.state === 'waiting' && !mail.problem)))

  function submit(event: FormEvent) {
    event.preventDefault()
    send.mutate(address)
  }

  return (
    <form className={classes.test} onSubmit={submit}>
      <TextField
        label={t('mails.test_to')}
        type="email"
        required
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      <Button type="submit" busy={isUnderWay}>
        {t('mails.test')}
      </Button>
      <div className={classes.fate} aria-live="polite">
        {send.error && <FormError>{errorText(send.error)}</FormError>}
        {isUnderWay && <p>{t('mails.test_under_way')}</p>}
        {mail && !isUnderWay && <Fate mail={mail} />}
      </div>
    </form>
  )
}

function Fate({ mail }: { mail: Mail }) {
  const t = useT()
  if (mail.state === 'sent') return <p data-tone="fine">{t('mails.test_sent', { address: mail.address })}</p>
  return (
    <FormError>
      {t(mail.state === 'refused' ? 'mails.test_refused' : 'mails.test_postponed')} <q>{mail.problem}</q>
    </FormError>
  )
}
