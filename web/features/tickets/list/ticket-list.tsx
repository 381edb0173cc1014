import { useCallback, useRef, useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { SkeletonRows } from '../../../../ui/skeleton.tsx'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useRowActions } from '../changes/use-row-actions.ts'
import type { TicketSearch } from '../filter.ts'
import { listMark } from '../use-outside-list.ts'
import { BulkBar } from './bulk-bar.tsx'
import { EmptyList } from './empty-list.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useFreshTickets } from './fresh-tickets.ts'
import { ListHeader } from './list-header.tsx'
import { NewsPill } from './news-pill.tsx'
import { type Picker, Rows, type RowsHandle } from './rows.tsx'
import classes from './ticket-list.module.css'
import { useCursor } from './use-cursor.ts'
import { useListKeys } from './use-list-keys.ts'
import { useLiveList } from './use-live-list.ts'

type Props = {
  search: TicketSearch
  onSearch: (search: TicketSearch) => void
  openedNumber: number | null
  onOpen: (number: number) => void
}

/** The tickets that a filter holds, live, under the hands. Made anew for each filter (give it a key). */
export function TicketList({ search, onSearch, openedNumber, onOpen }: Props) {
  const t = useT()
  const scroll = useRef<HTMLDivElement>(null)
  const handle = useRef<RowsHandle>(null)
  const [picker, setPicker] = useState<Picker>(null)

  // At the top, with no hand on it: what slides in then moves nothing that somebody is about to click.
  const atRest = () => {
    const list = scroll.current
    return list !== null && list.scrollTop < 8 && !list.matches(':hover, :focus-within')
  }
  const list = useLiveList(search, atRest)
  const cursor = useCursor(list.rows.map((row) => row.id))
  const fresh = useFreshTickets(list.rows.find((row) => row.number === openedNumber)?.id ?? null)
  const { claim } = useRowActions()
  const ticked = list.rows.filter((row) => cursor.ticked.has(row.id))

  useListKeys({ rows: list.rows, cursor, scroll, handle, picker, onPicker: setPicker, onClaim: claim, onOpen })

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
    <section className={classes.list} aria-label={t('list.label')} {...{ [listMark]: '' }}>
      <ListHeader search={search} onSearch={onSearch}>
        <NewsPill news={list.news} onShow={showNews} />
      </ListHeader>
      <FilterBar search={search} onSearch={onSearch} />
      <div ref={scroll} className={classes.scroll}>
        {list.isPending && <SkeletonRows rows={10} label={t('shell.loading')} />}
        {list.isSuccess && list.rows.length === 0 && <EmptyList search={search} onSearch={onSearch} />}
        {list.rows.length > 0 && (
          <Rows
            rows={list.rows}
            search={search}
            cursor={cursor}
            openedNumber={openedNumber}
            left={list.news.left}
            slid={list.slid}
            fresh={fresh}
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
    </section>
  )
}
