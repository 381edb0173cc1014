import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { createEmitter } from '../../browser/emitter.ts'
import { type LiveState, shareStream } from '../../browser/live/share.ts'
import type { PortalNews } from '../../contract/portal.ts'
import { portal, restoreSession } from './api.ts'
import { host } from './host.ts'
import { me } from './session.ts'
import { bearerHeaders } from './website-session.ts'

/** Id of a changed ticket; null when news was missed and everything must be read again. */
type Told = string | null

export const liveState = signal<LiveState>('connecting')
const { tell, listen } = createEmitter<Told>()

/** Follows the news of a client until the returned function is called. The tabs of a client share one stream. */
export function startLive(clientId: string) {
  const stop = new AbortController()
  begin()
  return () => stop.abort()

  function beginAgain() {
    if (!stop.signal.aborted) begin()
  }
  function begin() {
    const line = new AbortController()
    shareStream(
      `guichet.portail.live.${clientId}`,
      { url: host.server + portal.live.path, headers: bearerHeaders },
      {
        onMessage: ({ event, data }) => {
          if (event === 'reset') tell(null)
          if (event === 'news') tell((JSON.parse(data) as PortalNews).id)
        },
        onGap: () => tell(null),
        onState: (state) => {
          liveState.value = state
        },
        async onEnded() {
          line.abort()
          if ((await restoreSession()) || me.value?.id === clientId) setTimeout(beginAgain, 2_000)
        },
      },
      AbortSignal.any([stop.signal, line.signal]),
    )
  }
}

/** Calls `handle` with the news while the component is shown. */
export function useNews(handle: (told: Told) => void) {
  const latest = useRef(handle)
  latest.current = handle
  useEffect(() => listen((told) => latest.current(told)), [])
}
