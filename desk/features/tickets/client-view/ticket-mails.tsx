import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { dot } from '../../../../browser/separator.ts'
import type { TicketMail } from '../../../../contract/client-view.ts'
import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { SkeletonRows } from '../../../../ui/skeleton.tsx'
import { useOutgoingMail } from '../../../data/outgoing-mail.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { OutgoingMailNotice } from '../../../lib/outgoing-mail-notice.tsx'
import classes from './client-view.module.css'
import { mailTextQuery, ticketMailsQuery } from './queries.ts'

/** Mails about a ticket, newest first: recipient, time, state and text. */
export function TicketMails({ ticketId }: { ticketId: string }) {
  const t = useT()
  const outgoing = useOutgoingMail()
  const list = useInfiniteQuery(ticketMailsQuery(ticketId))
  const mails = list.data?.pages.flatMap(({ items }) => items)
  if (!mails && list.error)
    return (
      <Empty
        title={t('client_view.failed')}
        action={<Button onClick={() => list.refetch()}>{t('shell.retry')}</Button>}
      >
        {errorText(list.error)}
      </Empty>
    )
  if (!mails) return <SkeletonRows rows={4} label={t('shell.loading')} />
  return (
    <div className={classes.mails}>
      {(outgoing === 'unset' || outgoing === 'held') && (
        <p className={classes.note}>
          <OutgoingMailNotice state={outgoing} />
        </p>
      )}
      {mails.length === 0 && <p className={classes.note}>{t('client_view.no_mails')}</p>}
      <ul aria-label={t('client_view.mails')}>
        {mails.map((mail) => (
          <MailLine key={mail.id} ticketId={ticketId} mail={mail} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('mails.older')}
        </Button>
      )}
    </div>
  )
}

function MailLine({ ticketId, mail }: { ticketId: string; mail: TicketMail }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const id = useId()
  const [opened, setOpened] = useState(false)
  const at = mail.sentAt ?? (mail.state === 'waiting' ? mail.sendAt : mail.createdAt)
  return (
    <li className={classes.mail}>
      <button type="button" aria-expanded={opened} aria-controls={id} onClick={() => setOpened(!opened)}>
        <Icon name={opened ? 'down' : 'right'} />
        <span className={classes.to}>
          <b>{mail.recipient.name}</b>
          <small>
            {mail.address}
            {dot}
            {t(`client_view.to.${mail.recipient.kind}`)}
          </small>
        </span>
        <span className={classes.fate} data-state={mail.state}>
          {t(`client_view.state.${mail.state}`)}
          <time dateTime={at} title={dates.exact(at)}>
            {dates.said(at, now)}
          </time>
        </span>
      </button>
      {mail.problem && <p className={classes.problem}>{t('client_view.problem', { problem: mail.problem })}</p>}
      <div id={id}>{opened && <MailText ticketId={ticketId} mail={mail} />}</div>
    </li>
  )
}

function MailText({ ticketId, mail }: { ticketId: string; mail: TicketMail }) {
  const t = useT()
  const { data, error } = useQuery(mailTextQuery(ticketId, mail.id, mail.state))
  if (error) return <p role="alert">{errorText(error)}</p>
  if (!data) return <SkeletonRows rows={2} label={t('shell.loading')} />
  if (data.text === null)
    return <p className={classes.note}>{t(mail.state === 'sent' ? 'client_view.text_lost' : 'client_view.no_text')}</p>
  return (
    <div className={classes.text}>
      {mail.state === 'waiting' && <p className={classes.note}>{t('client_view.text_now')}</p>}
      <b>{data.subject}</b>
      <pre>{data.text}</pre>
    </div>
  )
}
