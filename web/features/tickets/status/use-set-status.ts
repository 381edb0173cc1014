import type { TicketView } from '../../../../contract/tickets.ts'
import { type StatusBody, setStatus } from '../changes/calls.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'

export function useSetStatus(ticket: TicketView) {
  return useTicketChange<StatusBody>(ticket.number, {
    send: (body) => setStatus(ticket, body),
    ahead: (known, { to }) => ({ ...known, status: to }),
  })
}
