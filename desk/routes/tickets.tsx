import { createRoute, notFound, redirect } from '@tanstack/react-router'
import { deskPaths } from '../../contract/rules/page-addresses.ts'
import { readSearch } from '../features/tickets/filter.ts'
import { findTicketNumber } from '../features/tickets/find-ticket-number.ts'
import { ticketQuery } from '../features/tickets/queries.ts'
import { queryClient } from '../lib/query-client.ts'
import { deskRoute } from './desk.tsx'
import { loadScreen } from './load-screen.ts'

/** Route of the list, which stays while tickets open beside it, or over it on a narrow screen. */
export const ticketListRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: deskPaths.tickets,
  validateSearch: readSearch,
  component: loadScreen(() => import('./tickets-screen.tsx').then((file) => file.TicketsScreen)),
})

export const ticketRoute = createRoute({
  getParentRoute: () => ticketListRoute,
  path: '$key',
  async beforeLoad({ params, search }) {
    const number = await findTicketNumber(params.key)
    if (number === null) throw notFound()
    if (String(number) !== params.key)
      throw redirect({ to: '/tickets/$key', params: { key: String(number) }, search, replace: true })
  },
  // Preloaded when a row is hovered or focused.
  loader: ({ params }) => void queryClient.prefetchQuery(ticketQuery(Number(params.key), queryClient)),
  component: loadScreen(() => import('./ticket-screen.tsx').then((file) => file.TicketScreen)),
})

export const ticketRoutes = [ticketListRoute.addChildren([ticketRoute])] as const
