import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { TicketExcerpt, TicketRow } from '../../../../contract/tickets.ts'
import { cx } from '../../../../ui/cx.ts'
import { Excerpt } from '../../../../ui/excerpt.tsx'
import { useT } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import { StatusMark } from '../marks.tsx'
import columnClasses from './columns.module.css'
import classes from './row.module.css'
import { RowColumns } from './row-columns.tsx'
import { RowMarks, SecondLine } from './row-lines.tsx'

export type RowState = {
  opened: boolean
  current: boolean
  ticked: boolean
  /** Whether the ticket no longer matches the list. It stays, dimmed, until the list is reloaded. */
  left: boolean
  /** Whether somebody else has changed it since the agent last saw it. */
  unread: boolean
  /** Whether the row was just inserted on top. */
  slid: boolean
}

type Props = {
  row: TicketRow
  search: TicketSearch
  state: RowState
  /** Whether each property has its own column. */
  columns: boolean
  now: number
  /** Excerpt with the searched text, unless the title contains it. */
  excerpt: TicketExcerpt | undefined
  tick: ReactNode
  actions: ReactNode
}

export const rowLinkId = (id: string) => `ticket-${id}`

/** One ticket of a list, in lines or columns, with another line for an excerpt. */
export function Row({ row, search, state, columns, now, excerpt, tick, actions }: Props) {
  const t = useT()
  const title = (
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
  )
  return (
    <div
      className={cx(classes.row, columns && columnClasses.grid, state.slid && classes.slid)}
      data-columns={columns || undefined}
      data-opened={state.opened || undefined}
      data-ticked={state.ticked || undefined}
      data-left={state.left || undefined}
      data-unread={state.unread || undefined}
    >
      <span className={classes.lead}>
        {tick}
        {!columns && (
          <span className={classes.glyph}>
            <StatusMark status={row.status} />
          </span>
        )}
      </span>
      <div className={classes.line}>
        {/* The same element in every layout, so that it keeps the focus when the list is resized. */}
        {title}
        {!columns && <RowMarks row={row} />}
      </div>
      {columns ? (
        <RowColumns row={row} search={search} left={state.left} now={now} />
      ) : (
        <SecondLine row={row} search={search} left={state.left} now={now} />
      )}
      {excerpt && (
        <span className={classes.excerpt}>
          <Excerpt label={t(`excerpt.${excerpt.in}`)} parts={excerpt.parts} />
        </span>
      )}
      <span className={classes.actions}>{actions}</span>
    </div>
  )
}
