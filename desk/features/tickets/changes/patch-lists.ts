import type { QueryClient } from '@tanstack/react-query'
import type { TicketView } from '../../../../contract/tickets.ts'
import { type KnownRow, type Pages, patched } from '../list/list-news.ts'

export const toRow = (ticket: TicketView): KnownRow => ({
  id: ticket.id,
  number: ticket.number,
  version: ticket.version,
  kind: ticket.kind,
  title: ticket.title,
  status: ticket.status,
  criticality: ticket.criticality,
  priority: ticket.priority,
  reportedAt: ticket.reportedAt,
  updatedAt: ticket.updatedAt,
  dueAt: ticket.dueAt,
  waitingUntil: ticket.waitingUntil,
  lead: ticket.lead,
  company: ticket.company?.name ?? null,
  contact: ticket.contacts[0]?.name ?? null,
  can: ticket.can,
})

/** Updates a changed ticket in all cached lists, without waiting for its news. */
export function patchLists(client: QueryClient, row: KnownRow) {
  client.setQueriesData<Pages>({ queryKey: ['ticket', 'list'] }, (pages) => pages && patched(pages, [row]))
}
