import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { TicketRow, TicketView } from '../../../contract/tickets.ts'
import { ticketCountQuery } from '../../data/ticket-count.ts'
import { api, call } from '../../lib/api.ts'
import type { NewsMeta } from '../../lib/live/invalidate.ts'
import { filterOf, searchKey, type TicketSearch } from './filter.ts'
import { joinTimelines } from './story/join-timelines.ts'

export type TicketPage = { items: TicketRow[]; next: string | null }

/** The list handles its own news, because its rows must not move: see list/use-live-list.ts. */
const ownNews: NewsMeta = { ownNews: true }

export const listQuery = (search: TicketSearch) =>
  infiniteQueryOptions({
    queryKey: ['ticket', 'list', searchKey(search)],
    queryFn: ({ pageParam, signal }) => readPage(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: TicketPage) => page.next ?? undefined,
    meta: ownNews,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const readPage = (search: TicketSearch, cursor: string | undefined, signal?: AbortSignal) =>
  call(api.tickets.list, { query: { ...search, cursor } }, { signal })

/** Loads those of the tickets that match a filter. */
export async function readRows(search: TicketSearch, ids: string[]): Promise<TicketRow[]> {
  const asked = ids.slice(0, 50)
  const { items } = await call(api.tickets.list, { query: { ...search, ids: asked.join(','), limit: asked.length } })
  return items.filter((row) => asked.includes(row.id))
}

export const countQuery = (search: TicketSearch) => ticketCountQuery(filterOf(search))

/** Renaming a tag changes all tickets. */
const retagged: NewsMeta = { subjects: ['tag'] }

/** A ticket by its number, as in the page's address. Older history that was loaded before is kept. */
export const ticketQuery = (number: number, client: QueryClient) =>
  queryOptions({
    queryKey: ticketKey(number),
    queryFn: async ({ signal }): Promise<TicketView> => {
      const fresh = await call(api.tickets.show, { params: { key: String(number) } }, { signal })
      return withKnownHistory(client, fresh)
    },
    meta: retagged,
  })

export const ticketKey = (number: number) => ['ticket', 'show', number] as const

function withKnownHistory(client: QueryClient, fresh: TicketView): TicketView {
  const known = client.getQueryData<TicketView>(ticketKey(fresh.number))
  // The response was sent before the last change, which it lacks.
  if (known && known.version > fresh.version) return known
  return known ? { ...fresh, timeline: joinTimelines(known.timeline, fresh.timeline) } : fresh
}

/** Puts the ticket of a response into the cache, unless a newer version is there. */
export function keepTicket(client: QueryClient, fresh: TicketView) {
  const known = client.getQueryData<TicketView>(ticketKey(fresh.number))
  if (known && known.version > fresh.version) return
  client.setQueryData(ticketKey(fresh.number), withKnownHistory(client, fresh))
}
