import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketExcerpt, TicketRow } from '../../../../contract/tickets.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { cx } from '../../../../ui/cx.ts'
import { Excerpt } from '../../../../ui/excerpt.tsx'
import { useDates } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import { ticketRef } from '../labels.ts'
import { CriticalityMark, PriorityMark, StatusMark } from '../marks.tsx'
import classes from './row.module.css'

export type RowState = {
  opened: boolean
  current: boolean
  ticked: boolean
  /** It no longer belongs to this list, and stays as a receipt until the list is read again. */
  left: boolean
  /** Somebody else has changed it since its reader last looked. */
  unread: boolean
  /** It has just slid in. */
  slid: boolean
}

type Props = {
  row: TicketRow
  search: TicketSearch
  state: RowState
  now: number
  /** Where the words of the search stand, when the title does not say it. */
  excerpt: TicketExcerpt | undefined
  tick: ReactNode
  actions: ReactNode
}

export const rowLinkId = (id: string) => `ticket-${id}`

/** One ticket of a list: two lines where it is narrow, one where it is wide; one more for what a search found. */
export function Row({ row, search, state, now, excerpt, tick, actions }: Props) {
  const t = useT()
  const dates = useDates()
  const late = isOpen(row.status) && row.dueAt !== null && Date.parse(row.dueAt) < now
  const time = search.sort === 'reported' ? row.reportedAt : row.updatedAt
  return (
    <div
      className={cx(classes.row, state.slid && classes.slid)}
      data-opened={state.opened || undefined}
      data-ticked={state.ticked || undefined}
      data-left={state.left || undefined}
      data-unread={state.unread || undefined}
    >
      <span className={classes.lead}>
        {tick}
        <span className={classes.glyph}>
          <StatusMark status={row.status} />
        </span>
      </span>
      <div className={classes.line}>
        <Link
          to="/tickets/$key"
          params={{ key: String(row.number) }}
          search={search}
          id={rowLinkId(row.id)}
          className={classes.title}
          aria-current={state.opened ? 'page' : undefined}
          tabIndex={state.current ? 0 : -1}
          draggable={false}
        >
          {state.unread && <span className="sr-only">{t('ticket.unread')}, </span>}
          {row.title}
        </Link>
        <span className={classes.marks}>
          {row.priority && <PriorityMark priority={row.priority} />}
          <CriticalityMark criticality={row.criticality} />
          <Avatar name={row.lead?.name ?? null} size={20} />
          <span className="sr-only">
            {row.lead ? t('ticket.led_by', { name: row.lead.name }) : t('ticket.unclaimed')}
          </span>
        </span>
      </div>
      <div className={cx(classes.line, classes.second)}>
        <span className={classes.number}>{ticketRef(row)}</span>
        <span className={classes.who}>{[row.company, row.contact].filter(Boolean).join(' · ')}</span>
        <span className={classes.when}>
          {state.left && <span className={classes.gone}>{t('list.left')} · </span>}
          {late && !state.left && (
            <>
              <span className={classes.late}>{t('ticket.late')}</span>
              {' · '}
            </>
          )}
          <time dateTime={time} title={dates.exact(time)}>
            {dates.stamp(time, now)}
          </time>
        </span>
      </div>
      {excerpt && (
        <span className={classes.excerpt}>
          <Excerpt label={t(`excerpt.${excerpt.in}`)} parts={excerpt.parts} />
        </span>
      )}
      <span className={classes.actions}>{actions}</span>
    </div>
  )
}
