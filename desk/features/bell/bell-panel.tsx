import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button, IconButton } from '../../../ui/button.tsx'
import { useQuarantineCount } from '../../data/quarantine.ts'
import { useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMe } from '../../lib/session.ts'
import classes from './bell.module.css'
import { BellRow } from './bell-row.tsx'
import { QuarantineRow } from './quarantine-row.tsx'
import { useMarkAll } from './use-mark-all.ts'
import type { Unread } from './use-unread.ts'

/** Panel of unread tickets with the latest event of each, newest first. */
export function BellPanel({ unread, onClose }: { unread: Unread; onClose: () => void }) {
  const t = useT()
  const now = useNow()
  const markAll = useMarkAll(unread)
  const { items, count } = unread
  const waiting = useQuarantineCount()
  const panel = useRef<HTMLDivElement>(null)
  // The focus was set before the list appeared.
  useEffect(() => panel.current?.querySelector('a')?.focus(), [])
  return (
    <div ref={panel} className={classes.panel} data-bell>
      <div className={classes.head}>
        <h2>{t('bell.title')}</h2>
        {items.length < count && <span className={classes.quiet}>{t('bell.only', { count: items.length })}</span>}
        {items.length > 0 && (
          <Button
            look="quiet"
            className={classes.all}
            onClick={() => {
              onClose()
              void markAll()
            }}
          >
            {t('bell.mark_all')}
          </Button>
        )}
        <IconButton icon="close" label={t('shell.close')} className={classes.close} onClick={onClose} />
      </div>
      <QuarantineRow onOpen={onClose} onKeyDown={moveByArrows} />
      {items.length > 0 ? (
        <ul className={classes.list} onKeyDown={moveByArrows}>
          {items.map((item, index) => (
            <BellRow key={item.id} item={item} now={now} first={index === 0} onOpen={onClose} />
          ))}
        </ul>
      ) : (
        (waiting === 0 || unread.error) && <Nothing unread={unread} />
      )}
    </div>
  )
}

function Nothing({ unread: { error, refetch } }: { unread: Unread }) {
  const t = useT()
  const { newTickets } = useMe().mails
  return (
    <div className={classes.nothing}>
      <p className={classes.title}>{t(error ? 'bell.failed' : 'bell.empty')}</p>
      {error ? (
        <>
          <p>{errorText(error)}</p>
          <Button onClick={() => refetch()}>{t('shell.retry')}</Button>
        </>
      ) : (
        <p>
          {t('bell.empty_words')} {newTickets && t('bell.empty_openings')}
        </p>
      )}
    </div>
  )
}

function moveByArrows(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  const links = [...(event.currentTarget.closest('[data-bell]')?.querySelectorAll('a') ?? [])]
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
}
