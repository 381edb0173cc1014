import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { TicketDesk } from '../features/tickets/desk/ticket-desk.tsx'
import type { TicketSearch } from '../features/tickets/filter.ts'
import { TicketList } from '../features/tickets/list/ticket-list.tsx'

export function TicketsScreen() {
  const search = useSearch({ from: '/desk/tickets' })
  const { key } = useParams({ strict: false })
  const navigate = useNavigate()
  const opened = key === undefined ? null : Number(key)
  const show = (next: TicketSearch) =>
    key === undefined
      ? navigate({ to: '/tickets', search: next, replace: true })
      : navigate({ to: '/tickets/$key', params: { key }, search: next, replace: true })
  const list = (
    <TicketList
      search={search}
      onSearch={show}
      openedNumber={opened}
      onOpen={(number, { replace } = { replace: false }) =>
        navigate({ to: '/tickets/$key', params: { key: String(number) }, search, replace })
      }
      onClose={() => navigate({ to: '/tickets', search })}
    />
  )
  return (
    <TicketDesk list={list} search={search} opened={opened !== null}>
      <Outlet />
    </TicketDesk>
  )
}
