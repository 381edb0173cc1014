import { createRoute } from '@tanstack/react-router'
import type { Input } from '../../contract/route.ts'
import type { api } from '../lib/api.ts'
import { deskRoute } from './desk.tsx'

/** What the address of the list holds: the API's own filter, so that a link can be shared. */
export type TicketSearch = Input<typeof api.tickets.list>['query']

export const ticketListRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/tickets',
  validateSearch: (search: Record<string, unknown>): TicketSearch => search as TicketSearch,
  component: () => null,
})

export const ticketRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/tickets/$key',
  component: () => null,
})

export const ticketRoutes = [ticketListRoute, ticketRoute] as const
