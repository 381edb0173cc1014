import { Link } from '@tanstack/react-router'
import type { Mail } from '../../../contract/mail.ts'
import { Button } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './mails.module.css'
import { useSetMailState } from './queries.ts'

/** Row of a mail: recipient, subject, status and actions. */
export function MailRow({ mail }: { mail: Mail }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const set = useSetMailState(mail.id, () => {})
  const act = (to: 'waiting' | 'cancelled') =>
    set.mutate(to, { onError: (error) => toast({ tone: 'danger', text: errorText(error) }) })
  const at = mail.sentAt ?? mail.createdAt
  return (
    <li className={classes.row}>
      <div className={classes.to}>
        <b>{mail.recipient.name}</b>
        <small>{mail.address}</small>
      </div>
      <div className={classes.about}>
        {mail.ticket ? (
          <Link to="/tickets/$key" params={{ key: String(mail.ticket.number) }}>
            <span className={classes.number}>T-{mail.ticket.number}</span> {mail.ticket.title}
          </Link>
        ) : (
          mail.purpose !== 'ticket' && t(`mails.purpose.${mail.purpose}`)
        )}
      </div>
      <div className={classes.fate} data-state={mail.state}>
        <span>{fateWords(mail)}</span>
        {mail.problem && <small>{mail.problem}</small>}
      </div>
      <time dateTime={at} title={dates.exact(at)}>
        {dates.relative(at, now)}
      </time>
      <div className={classes.acts}>
        {mail.state !== 'sent' && (
          <Button look="quiet" busy={set.isPending} onClick={() => act('waiting')}>
            {t(mail.state === 'waiting' ? 'mails.send_now' : 'mails.send_again')}
          </Button>
        )}
        {mail.state === 'waiting' && (
          <Button look="quiet" busy={set.isPending} onClick={() => act('cancelled')}>
            {t('mails.give_up')}
          </Button>
        )}
      </div>
    </li>
  )

  function fateWords({ state, attempts, sendAt }: Mail): string {
    if (state !== 'waiting') return t(`mails.fate.${state}`)
    if (attempts > 0) return t('mails.postponed', { when: dates.relative(sendAt, now) })
    return t('mails.fate.waiting')
  }
}
