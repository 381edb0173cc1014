import { useParams, useSearch } from '@tanstack/react-router'
import { TicketPage } from '../features/tickets/ticket/ticket-page.tsx'

export function TicketScreen() {
  const { key } = useParams({ from: '/desk/tickets/$key' })
  const search = useSearch({ from: '/desk/tickets' })
  return <TicketPage key={key} number={Number(key)} search={search} />
}
