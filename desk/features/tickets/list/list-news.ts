import type { InfiniteData } from '@tanstack/react-query'
import type { TicketRow } from '../../../../contract/tickets.ts'
import type { TicketPage } from '../queries.ts'

/**
 * News of a list on the screen. Loaded rows never move or disappear: new tickets wait in `arrived` until the agent asks
 * for them, and a row that no longer matches stays dimmed until the list is reloaded, so that the agent sees what
 * became of it.
 */
export type ListNews = { arrived: TicketRow[]; left: ReadonlySet<string>; outdated: boolean }

export const noNews: ListNews = { arrived: [], left: new Set(), outdated: false }

export type Pages = InfiniteData<TicketPage, unknown>

export const rowsOf = (pages: Pages | undefined): TicketRow[] => pages?.pages.flatMap((page) => page.items) ?? []

/**
 * Adds news to that of the list. `asked` are the tickets in the news, `matching` those that match the list's filter
 * now.
 */
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

/** Row that may lack `unread`, which a ticket's own page does not have; a list then keeps the known value. */
export type KnownRow = Omit<TicketRow, 'unread'> & Partial<Pick<TicketRow, 'unread'>>

/** Updates rows in place. */
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
