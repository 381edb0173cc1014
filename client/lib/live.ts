import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { type LiveState, shareStream } from '../../browser/live/share.ts'
import type { PortalNews } from '../../contract/portal.ts'
import { portal } from './api.ts'
import { sessionEnded } from './session.ts'

/** The id of a ticket that changed; null: too much was missed, read everything again. */
type Told = string | null

export const liveState = signal<LiveState>('connecting')
const listeners = new Set<(told: Told) => void>()

/** Follows the news of a client until the returned function is called; the tabs of one client share a stream. */
export function startLive(clientId: string) {
  const stop = new AbortController()
  const tell = (told: Told) => {
    for (const listener of [...listeners]) listener(told)
  }
  shareStream(
    `guichet.portail.live.${clientId}`,
    { url: portal.live.path },
    {
      onMessage: ({ event, data }) => {
        if (event === 'reset') tell(null)
        if (event === 'news') tell((JSON.parse(data) as PortalNews).id)
      },
      onGap: () => tell(null),
      onState: (state) => {
        liveState.value = state
      },
      onEnded: sessionEnded,
    },
    stop.signal,
  )
  return () => stop.abort()
}

/** Calls `handle` with the news while the component is shown. */
export function useNews(handle: (told: Told) => void) {
  const latest = useRef(handle)
  latest.current = handle
  useEffect(() => {
    const listener = (told: Told) => latest.current(told)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
}
