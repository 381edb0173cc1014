import { useQueries } from '@tanstack/react-query'
import type { TicketExcerpt, TicketRow } from '../../../../contract/tickets.ts'
import { ticketExcerptsQuery } from '../../../data/ticket-excerpts.ts'

const atOnce = 50

/** Returns the excerpts with the searched text, by the ids of their tickets. */
export function useExcerpts(text: string | undefined, rows: TicketRow[]): ReadonlyMap<string, TicketExcerpt> {
  const ids = text === undefined ? [] : rows.map((row) => row.id)
  const chunks = Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, n) =>
    ids.slice(n * atOnce, (n + 1) * atOnce),
  )
  return useQueries({
    queries: chunks.map((chunk) => ticketExcerptsQuery(text ?? '', chunk)),
    combine: joined,
  })
}

const joined = (results: { data: ReadonlyMap<string, TicketExcerpt> | undefined }[]) =>
  new Map(results.flatMap(({ data }) => [...(data ?? [])]))
