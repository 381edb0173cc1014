import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { z } from 'zod'
import { createEmitter } from '../../../browser/emitter.ts'
import { type LiveState, shareStream } from '../../../browser/live/share.ts'
import { deskApi as api } from '../../../contract/desk-api.ts'
import { LiveDraft } from '../../../contract/drafts.ts'
import { LiveNews } from '../../../contract/events.ts'
import { LivePresence } from '../../../contract/presence.ts'
import { LiveSeen } from '../../../contract/unread.ts'
import { createStore, useStore } from '../../../ui/store.ts'
import { invalidate, type NewsMeta } from './invalidate.ts'
import { createNewsBatcher } from './news-batcher.ts'

/** Batch of news, or null when news was missed and everything must be read again. */
type Told = LiveNews[] | null

const told = createEmitter<Told>()
const presences = createEmitter<LivePresence>()
const drafts = createEmitter<LiveDraft>()
const seens = createEmitter<LiveSeen>()
const each = createEmitter<LiveNews>()
const state = createStore<LiveState>('connecting')

export type LiveOptions = {
  client: QueryClient
  /** Signed-in agent. Only tabs of the same agent share a stream. */
  agentId: string
  headers?: () => Record<string, string>
  /** Called when the session has ended. */
  onEnded: () => void
}

/** Keeps this browser's queries fresh until the returned function is called. */
export function startLive({ client, agentId, headers, onEnded }: LiveOptions) {
  const stop = new AbortController()
  const gatherer = createNewsBatcher((batch) => {
    invalidate(client, batch)
    told.tell(batch)
  })
  const hear = (news: LiveNews) => {
    gatherer.add(news)
    each.tell(news)
  }
  const everything = () => {
    gatherer.clear()
    client.invalidateQueries({ predicate: ({ meta }) => !(meta as NewsMeta | undefined)?.ownNews })
    told.tell(null)
  }
  document.addEventListener('visibilitychange', gatherer.look, { signal: stop.signal })
  shareStream(
    `guichet.live.${agentId}`,
    { url: api.live.stream.path, headers },
    {
      onMessage: ({ event, data }) => {
        if (event === 'reset') return everything()
        if (event === 'news') handOn(LiveNews, data, hear)
        if (event === 'presence') handOn(LivePresence, data, presences.tell)
        if (event === 'draft') handOn(LiveDraft, data, drafts.tell)
        if (event === 'seen') handOn(LiveSeen, data, seens.tell)
      },
      onGap: () => {
        readAgainWhatCameBefore(client)
        told.tell(null)
      },
      onState: state.set,
      onEnded: () => {
        stop.abort()
        onEnded()
      },
    },
    stop.signal,
  )
  return () => {
    stop.abort()
    gatherer.clear()
    state.set('connecting')
  }
}

/** Invalidates queries that were answered or requested before the stream began. */
async function readAgainWhatCameBefore(client: QueryClient) {
  const before = client
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ meta }) => !(meta as NewsMeta | undefined)?.ownNews })
  await Promise.allSettled(before.map((query) => query.promise))
  client.invalidateQueries({ type: 'active', predicate: (query) => before.includes(query) })
}

/** Passes on a valid message. Invalid ones belong to another version of this page. */
function handOn<T extends z.ZodType>(schema: T, data: string, hand: (message: z.output<T>) => void) {
  const message = schema.safeParse(parsed(data))
  if (message.success) hand(message.data)
}

/** Calls `listener` with presence on the tickets that this browser shows. */
export const onPresence = presences.listen

/** Calls `listener` when any page of the agent has changed a draft. */
export const onDraft = drafts.listen

/** Calls `listener` when any page of the agent has shown a ticket. */
export const onSeen = seens.listen

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}

export const useLiveState = () => useStore(state)

/**
 * Calls `handle` with each batch of news while the component is mounted; with null when everything must be loaded
 * again.
 */
export function useNews(handle: (batch: Told) => void) {
  const latest = useEffectEvent(handle)
  useEffect(() => told.listen((batch) => latest(batch)), [])
}

/** Calls `handle` with each piece of news as it arrives, even while the page is hidden. */
export function useEachNews(handle: (news: LiveNews) => void) {
  const latest = useEffectEvent(handle)
  useEffect(() => each.listen((news) => latest(news)), [])
}
