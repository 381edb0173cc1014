import { useParams, useSearch } from '@tanstack/react-router'
import { TicketActions } from '../features/actions/about/ticket-actions.tsx'
import { ticketSubject } from '../features/tickets/labels.ts'
import { TicketPage } from '../features/tickets/ticket/ticket-page.tsx'

export function TicketScreen() {
  const { key } = useParams({ from: '/desk/tickets/$key' })
  const search = useSearch({ from: '/desk/tickets' })
  return (
    <TicketPage
      key={key}
      number={Number(key)}
      search={search}
      actions={(ticket) => <TicketActions about={ticketSubject(ticket)} />}
    />
  )
}
