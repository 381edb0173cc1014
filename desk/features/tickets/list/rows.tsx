import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useImperativeHandle, useState } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { useIsSeen } from '../../../data/seen.ts'
import { useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import { ticketRef } from '../labels.ts'
import { Row, type RowState, rowLinkId } from './row.tsx'
import { RowActions, type RowPicker } from './row-actions.tsx'
import classes from './rows.module.css'
import { SwipeRow } from './swipe-row.tsx'
import type { Cursor } from './use-cursor.ts'
import { useExcerpts } from './use-excerpts.ts'
import { excerptHeight, type ListShape } from './use-list-shape.ts'
import { useRemeasure } from './use-remeasure.ts'

export type Picker = { id: string; what: RowPicker } | null
export type RowsHandle = { focus: (index: number) => void }

type Props = {
  rows: TicketRow[]
  search: TicketSearch
  shape: ListShape
  cursor: Cursor
  openedNumber: number | null
  left: ReadonlySet<string>
  slid: ReadonlySet<string>
  picker: Picker
  onPicker: (picker: Picker) => void
  onClaim: (row: TicketRow) => void
  onEnd: () => void
  scroll: RefObject<HTMLDivElement | null>
  handle: RefObject<RowsHandle | null>
}

/** Virtualized rows: only those in view and a few more are rendered. */
export function Rows(props: Props) {
  const { rows, search, shape, cursor, openedNumber, left, slid, picker, onPicker, onClaim, onEnd, scroll } = props
  const t = useT()
  const now = useNow()
  const isSeen = useIsSeen()
  const excerpts = useExcerpts(search.text, rows)
  const heightOf = (row: TicketRow | undefined) => shape.height + (row && excerpts.has(row.id) ? excerptHeight : 0)
  const [pointed, setPointed] = useState<string | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    // A stable function: the virtualizer computes all positions again for each new one.
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    estimateSize: (index) => heightOf(rows[index]),
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  useRemeasure({ virtual, scroll, rows, heightOf, current: cursor.index, heights: `${shape.height} ${excerpts.size}` })
  useEffect(() => {
    if (last >= rows.length - 20) onEnd()
  }, [last, rows.length, onEnd])
  useImperativeHandle(props.handle, () => ({
    focus(index) {
      virtual.scrollToIndex(index)
      const id = rows[index]?.id
      if (id) requestAnimationFrame(() => document.getElementById(rowLinkId(id))?.focus({ preventScroll: true }))
    },
  }))

  function stateOf(row: TicketRow, index: number): RowState {
    return {
      opened: row.number === openedNumber,
      current: cursor.current === row.id || (cursor.index < 0 && index === 0),
      ticked: cursor.ticked.has(row.id),
      left: left.has(row.id),
      unread: row.unread && row.number !== openedNumber && !isSeen(row),
      slid: slid.has(row.id),
    }
  }

  return (
    <ul className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label={t('list.label')}>
      {items.map(({ index, start, key }) => {
        const row = rows[index]
        if (!row) return null
        const active = pointed === row.id || cursor.current === row.id || picker?.id === row.id
        return (
          <li
            key={key}
            className={classes.item}
            style={{ transform: `translateY(${start}px)`, height: heightOf(row) }}
            aria-posinset={index + 1}
            aria-setsize={rows.length}
            onPointerEnter={() => setPointed(row.id)}
            onFocus={() => cursor.moveTo(row.id)}
          >
            <SwipeRow
              onClaim={row.can.claim ? () => onClaim(row) : undefined}
              onStatus={row.can.status ? () => onPicker({ id: row.id, what: 'status' }) : undefined}
            >
              <Row
                row={row}
                search={search}
                columns={shape.columns}
                now={now}
                excerpt={excerpts.get(row.id)}
                state={stateOf(row, index)}
                tick={
                  <input
                    type="checkbox"
                    className={classes.tick}
                    aria-label={t('list.select', { number: ticketRef(row) })}
                    checked={cursor.ticked.has(row.id)}
                    tabIndex={-1}
                    onChange={(event) => {
                      const { shiftKey } = event.nativeEvent as unknown as MouseEvent
                      if (shiftKey) cursor.tickTo(row.id)
                      else cursor.toggle(row.id)
                    }}
                  />
                }
                actions={
                  active && (
                    <RowActions
                      row={row}
                      picker={picker?.id === row.id ? picker.what : null}
                      onPicker={(what) => onPicker(what && { id: row.id, what })}
                      onClaim={() => onClaim(row)}
                    />
                  )
                }
              />
            </SwipeRow>
          </li>
        )
      })}
    </ul>
  )
}
