import { useCallback, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { ListLoading } from '../../../lib/list-loading.tsx'
import { useRowActions } from '../changes/use-row-actions.ts'
import type { TicketSearch } from '../filter.ts'
import type { OpenTicket } from '../open-ticket.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnHead } from './column-head.tsx'
import { EmptyList } from './empty-list.tsx'
import { NewsPill } from './news-pill.tsx'
import { type Picker, Rows, type RowsHandle } from './rows.tsx'
import classes from './ticket-list.module.css'
import { useCursor } from './use-cursor.ts'
import { useListKeys } from './use-list-keys.ts'
import { useListShape } from './use-list-shape.ts'
import { useLiveList } from './use-live-list.ts'

type Props = {
  search: TicketSearch
  onSearch: (search: TicketSearch) => void
  openedNumber: number | null
  onOpen: OpenTicket
  /** Closes the ticket beside the list. */
  onClose: () => void
  /** Element for the pill that announces new tickets. */
  newsPlace: HTMLElement | null
}

/** Live list of the tickets that match a filter. Give it one key per filter. */
export function ListBody({ search, onSearch, openedNumber, onOpen, onClose, newsPlace }: Props) {
  const t = useT()
  const scroll = useRef<HTMLDivElement>(null)
  const handle = useRef<RowsHandle>(null)
  const [picker, setPicker] = useState<Picker>(null)

  // At the top, without pointer or focus in the list: inserting a row then moves nothing that somebody is about to
  // click.
  const atRest = () => {
    const list = scroll.current
    return list !== null && list.scrollTop < 8 && !list.matches(':hover, :focus-within')
  }
  const list = useLiveList(search, atRest)
  const shape = useListShape(scroll, openedNumber !== null)
  const cursor = useCursor(list.rows.map((row) => row.id))
  const { claim } = useRowActions()
  const ticked = list.rows.filter((row) => cursor.ticked.has(row.id))

  useListKeys({
    rows: list.rows,
    cursor,
    scroll,
    handle,
    picker,
    onPicker: setPicker,
    onClaim: claim,
    openedNumber,
    onOpen,
    onClose,
    hasMore: list.hasNextPage,
  })

  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = list
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage])

  async function showNews() {
    scroll.current?.scrollTo({ top: 0 })
    cursor.moveTo(null)
    await list.reload().catch(() => {})
  }

  return (
    <>
      {newsPlace && createPortal(<NewsPill news={list.news} onShow={showNews} />, newsPlace)}
      {shape.columns && <ColumnHead search={search} onSearch={onSearch} />}
      <div ref={scroll} className={classes.scroll}>
        {list.isPending && (
          <div className={classes.coming}>
            <ListLoading fetchStatus={list.fetchStatus} rows={10} />
          </div>
        )}
        {list.isSuccess && list.rows.length === 0 && <EmptyList search={search} onSearch={onSearch} />}
        {list.rows.length > 0 && (
          <Rows
            rows={list.rows}
            search={search}
            shape={shape}
            cursor={cursor}
            openedNumber={openedNumber}
            left={list.news.left}
            slid={list.slid}
            picker={picker}
            onPicker={setPicker}
            onClaim={claim}
            onEnd={readOn}
            scroll={scroll}
            handle={handle}
          />
        )}
        {list.isError && (
          <div role="alert">
            <Empty
              title={t('list.failed')}
              action={
                <Button onClick={() => (list.rows.length > 0 ? fetchNextPage() : list.refetch())}>
                  {t('shell.retry')}
                </Button>
              }
            >
              {errorText(list.error)}
            </Empty>
          </div>
        )}
      </div>
      {ticked.length > 0 && <BulkBar rows={ticked} onClear={cursor.clear} />}
    </>
  )
}
