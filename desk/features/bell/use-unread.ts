import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { LiveSeen, UnreadTicket } from '../../../contract/unread.ts'
import { mergeSeen, useIsSeen } from '../../data/seen.ts'
import { onSeen, useEachNews, useNews } from '../../lib/live/live.ts'
import { useMe } from '../../lib/session.ts'
import { unreadQuery } from './queries.ts'

/** Minimum milliseconds between two requests, however many events occur; longer while the page is hidden. */
const inView = 800
const outOfView = 4_000

/** Reads the agent's unread tickets, live, and shows their number in the tab's title. */
export function useUnread() {
  const me = useMe()
  const isSeen = useIsSeen()
  const { data, error, refetch } = useQuery(unreadQuery)
  const readSoon = useAtMostEvery(() => (document.hidden ? outOfView : inView), refetch)
  useEachNews(({ subject, id }) => {
    if (subject === 'ticket' || id === me.id) readSoon()
  })
  useNews((batch) => {
    if (batch === null) readSoon()
  })

  const hear = useEffectEvent((message: LiveSeen) => {
    mergeSeen(me.id, message)
    readSoon()
  })
  useEffect(() => onSeen((message) => hear(message)), [])

  const all = data?.items ?? []
  const items = all.filter((item) => !isSeen(changed(item)))
  const count = (data?.count ?? 0) - (all.length - items.length)
  return { items, count, capped: data?.capped ?? false, since: data?.since, error: data ? null : error, refetch }
}

export type Unread = ReturnType<typeof useUnread>

const changed = ({ id, version, newsAt }: UnreadTicket) => ({ id, version, updatedAt: newsAt })

/** Returns a throttled function: it runs at once, then at most once per interval. */
function useAtMostEvery(pause: () => number, act: () => unknown) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    if (timer.current !== undefined) return
    const wait = Math.max(0, last.current + pause() - Date.now())
    timer.current = setTimeout(() => {
      timer.current = undefined
      last.current = Date.now()
      act()
    }, wait)
  }
}
