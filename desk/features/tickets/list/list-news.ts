import type { InfiniteData } from '@tanstack/react-query'
import type { TicketRow } from '../../../../contract/tickets.ts'
import type { TicketPage } from '../queries.ts'

/**
 * Changes that news made in a list on the screen. Loaded rows never move and never vanish under the hand: new ones
 * wait to be asked for, and a row that no longer belongs here stays in its place, dimmed, as the receipt of what
 * happened to it, until the list is read again.
 */
export type ListNews = { arrived: TicketRow[]; left: ReadonlySet<string>; outdated: boolean }

export const noNews: ListNews = { arrived: [], left: new Set(), outdated: false }

export type Pages = InfiniteData<TicketPage, unknown>

export const rowsOf = (pages: Pages | undefined): TicketRow[] => pages?.pages.flatMap((page) => page.items) ?? []

/** `asked`: the tickets that news names; `matching`: those of them that the list's filter holds now. */
export function takeNews(news: ListNews, loaded: TicketRow[], asked: string[], matching: TicketRow[]): ListNews {
  const shown = new Set(loaded.map((row) => row.id))
  const matches = new Set(matching.map((row) => row.id))
  const arrived = [
    ...matching.filter((row) => !shown.has(row.id)),
    ...news.arrived.filter((row) => !asked.includes(row.id) && !shown.has(row.id)),
  ]
  const left = new Set(news.left)
  for (const id of asked) {
    if (matches.has(id)) left.delete(id)
    else if (shown.has(id)) left.add(id)
  }
  return { ...news, arrived, left }
}

/** A ticket that was read in full does not say whether it had been seen: a row keeps what it knew. */
export type KnownRow = Omit<TicketRow, 'unread'> & Partial<Pick<TicketRow, 'unread'>>

/** The same rows in the same places, with what is known of them now. */
export function patched(pages: Pages, fresh: KnownRow[]): Pages {
  const byId = new Map(fresh.map((row) => [row.id, row]))
  if (!rowsOf(pages).some((row) => byId.has(row.id))) return pages
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.map((row) => ({ ...row, ...byId.get(row.id) })) })),
  }
}

export function withOnTop(pages: Pages, rows: TicketRow[]): Pages {
  const [first, ...others] = pages.pages
  if (!first) return pages
  return { ...pages, pages: [{ ...first, items: [...rows, ...first.items] }, ...others] }
}
