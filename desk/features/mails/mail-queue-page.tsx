import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MailState } from '../../../contract/mail.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { MailRow } from './mail-row.tsx'
import classes from './mails.module.css'
import { mailCountQuery, mailListQuery, useCancelWaiting } from './queries.ts'

type Shown = MailState | 'all'
const filters = ['all', 'waiting', 'refused', 'sent', 'cancelled'] as const

/** Page of the mail queue: sent, pending and refused mails, with reasons. */
export function MailQueuePage() {
  const t = useT()
  const [shown, setShown] = useState<Shown>('all')
  const list = useInfiniteQuery(mailListQuery(shown === 'all' ? null : shown))
  const mails = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <div className={classes.bar}>
        <Link to="/reglages/mails" className={classes.back}>
          <Icon name="back" /> {t('mails.title')}
        </Link>
        <Segmented
          label={t('mails.state')}
          value={shown}
          segments={filters.map((value) => ({ value, label: t(`mails.state.${value}`) }))}
          onChange={setShown}
        />
        <GiveUpAll />
      </div>
      {!list.data ? (
        <Loading error={list.error} onRetry={list.refetch} rows={8} />
      ) : mails.length === 0 ? (
        <Empty title={t(shown === 'all' ? 'mails.none_title' : 'mails.none_such')}>
          {shown === 'all' ? t('mails.none') : undefined}
        </Empty>
      ) : (
        <ul aria-label={t('mails.queue')}>
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('mails.older')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Offers to abandon old mails instead of sending them all at once after a long outage. */
function GiveUpAll() {
  const t = useT()
  const { data: count } = useQuery(mailCountQuery)
  const [asking, setAsking] = useState(false)
  const giveUp = useCancelWaiting(() => {
    setAsking(false)
    toast({ text: t('mails.given_up') })
  })
  if (!count || count.waiting === 0) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('mails.give_up_all')}</Button>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('mails.give_up_title', { count: count.waiting })}
        closeLabel={t('shell.close')}
        width="narrow"
      >
        <DialogBody>
          <p>{t('mails.give_up_words')}</p>
          {giveUp.error && <p role="alert">{errorText(giveUp.error)}</p>}
        </DialogBody>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{t('shell.cancel')}</Button>
          <Button look="danger" busy={giveUp.isPending} onClick={() => giveUp.mutate(undefined)}>
            {t('mails.give_up')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
