import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { z } from 'zod'
import { emitter } from '../../../browser/emitter.ts'
import { type LiveState, shareStream } from '../../../browser/live/share.ts'
import { LiveDraft } from '../../../contract/drafts.ts'
import { LiveNews } from '../../../contract/events.ts'
import { api } from '../../../contract/index.ts'
import { LivePresence } from '../../../contract/presence.ts'
import { LiveSeen } from '../../../contract/unread.ts'
import { createStore, useStore } from '../../../ui/store.ts'
import { newsGatherer } from './gather.ts'
import { invalidate, type NewsMeta } from './invalidate.ts'

/** A batch of news, or `null`: too much was missed, read everything again. */
type Told = LiveNews[] | null

const told = emitter<Told>()
const presences = emitter<LivePresence>()
const drafts = emitter<LiveDraft>()
const seens = emitter<LiveSeen>()
const each = emitter<LiveNews>()
const state = createStore<LiveState>('connecting')

export type LiveOptions = {
  client: QueryClient
  /** The signed-in agent: tabs share a stream with those of the same person only. */
  agentId: string
  headers?: () => Record<string, string>
  /** The session is over: time to show the sign-in. */
  onEnded: () => void
}

/** Keeps this browser's queries fresh until the returned function is called. */
export function startLive({ client, agentId, headers, onEnded }: LiveOptions) {
  const stop = new AbortController()
  const gatherer = newsGatherer((batch) => {
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

/** Answers given, or on their way, before the first news could arrive may already be old. */
async function readAgainWhatCameBefore(client: QueryClient) {
  const before = client
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ meta }) => !(meta as NewsMeta | undefined)?.ownNews })
  await Promise.allSettled(before.map((query) => query.promise))
  client.invalidateQueries({ type: 'active', predicate: (query) => before.includes(query) })
}

/** Hands on a message of the expected form; others are for another version of this page. */
function handOn<T extends z.ZodType>(schema: T, data: string, hand: (message: z.output<T>) => void) {
  const message = schema.safeParse(parsed(data))
  if (message.success) hand(message.data)
}

/** Calls `listener` with what others do just now on the tickets that this browser shows. */
export const onPresence = presences.listen

/** Calls `listener` when another page of the same person's has changed a draft, or this one. */
export const onDraft = drafts.listen

/** Calls `listener` when a page of the same person's, or this one, has shown a ticket. */
export const onSeen = seens.listen

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}

export const useLiveState = () => useStore(state)

/** Calls `handle` with each batch of news while the component is shown; with null when everything must be read again. */
export function useNews(handle: (batch: Told) => void) {
  const latest = useEffectEvent(handle)
  useEffect(() => told.listen((batch) => latest(batch)), [])
}

/** Calls `handle` with each piece of news as it comes, even while the page is out of view. */
export function useEachNews(handle: (news: LiveNews) => void) {
  const latest = useEffectEvent(handle)
  useEffect(() => each.listen((news) => latest(news)), [])
}
