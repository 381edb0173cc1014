import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { LiveNews } from '../../../../contract/events.ts'
import { useNews } from '../../../lib/live/live.ts'
import type { TicketSearch } from '../filter.ts'
import { listQuery, readPage, readRows } from '../queries.ts'
import { type ListNews, noNews, type Pages, patched, rowsOf, takeNews, withOnTop } from './list-news.ts'

/** Orders in which new tickets come first. */
const newestFirst = [undefined, 'updated', 'number', 'reported']

/**
 * Keeps a list up to date without moving its rows. `atRest` returns whether a row may be inserted on top without
 * disturbing the agent.
 */
export function useLiveList(search: TicketSearch, atRest: () => boolean) {
  const client = useQueryClient()
  const options = listQuery(search)
  const query = useInfiniteQuery({ ...options, refetchOnMount: 'always' })
  const [news, setNews] = useState<ListNews>(noNews)
  const [slid, setSlid] = useState<ReadonlySet<string>>(new Set())
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const pages = () => client.getQueryData<Pages>(options.queryKey)

  async function hear(batch: LiveNews[] | null) {
    const ids = [...new Set(batch?.filter((each) => each.subject === 'ticket').map((each) => each.id))]
    if (batch === null || ids.length > 50) return outdated()
    if (ids.length > 0) await learn(ids).catch(outdated)
  }

  async function learn(ids: string[]) {
    const matching = await readRows(search, ids)
    const loaded = rowsOf(pages())
    const shown = new Set(loaded.map((row) => row.id))
    const gone = ids.filter((id) => shown.has(id) && !matching.some((row) => row.id === id))
    const departed = gone.length > 0 ? await readRows({ state: 'all' }, gone) : []
    change((known) => patched(known, [...matching, ...departed]))

    const arriving = matching.filter((row) => !shown.has(row.id))
    if (arriving.length > 0 && newestFirst.includes(search.sort) && atRest()) {
      change((known) => withOnTop(known, arriving))
      setSlid(new Set(arriving.map((row) => row.id)))
    }
    setNews((known) => takeNews(known, rowsOf(pages()), ids, matching))
  }

  function outdated() {
    if (atRest()) reload().catch(() => {})
    else setNews((known) => ({ ...known, outdated: true }))
  }

  /** Reloads the first page. */
  async function reload() {
    const first = await readPage(search, undefined)
    client.setQueryData<Pages>(options.queryKey, { pages: [first], pageParams: [undefined] })
    setNews(noNews)
  }

  function change(how: (known: Pages) => Pages) {
    client.setQueryData<Pages>(options.queryKey, (known) => known && how(known))
  }

  // Handle one batch of news at a time, and none before the list has loaded.
  useNews((batch) => {
    const fetching = client.getQueryCache().find({ queryKey: options.queryKey })?.promise
    queue.current = queue.current
      .then(() => fetching)
      .catch(() => {})
      .then(() => hear(batch))
  })

  // Keep only the first page in the cache when the list unmounts; the others are loaded again while scrolling.
  const key = options.queryKey[2]
  useEffect(
    () => () => {
      client.setQueryData<Pages>(['ticket', 'list', key], (known) => known && firstPage(known))
    },
    [client, key],
  )

  const rows = useMemo(() => rowsOf(query.data), [query.data])
  return { ...query, rows, news, slid, reload }
}

const firstPage = ({ pages, pageParams }: Pages): Pages => ({
  pages: pages.slice(0, 1),
  pageParams: pageParams.slice(0, 1),
})
