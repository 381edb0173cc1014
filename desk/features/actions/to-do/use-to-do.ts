import { useQuery } from '@tanstack/react-query'
import { actionCountQuery, actionsQuery } from '../../../data/actions.ts'
import { ticketCountQuery } from '../../../data/ticket-count.ts'
import { useMay, useMe } from '../../../lib/session.ts'
import { ticketsToHandleQuery } from '../queries.ts'
import { cutByDue, startOfDay } from './sections.ts'
import { actionItem, ticketItem } from './to-do-item.ts'

/**
 * Returns what an agent has to do, cut into sections, and what they did today.
 * @param agent id, or `me`
 */
export function useToDo(agent: string, now: number) {
  const { timeZone } = useMe().organisation
  const mayReadTickets = useMay('tickets.read')
  const doneFrom = new Date(startOfDay(now, timeZone)).toISOString()
  const ticketsRead = useQuery({ ...ticketsToHandleQuery(agent), enabled: mayReadTickets })
  const actionsRead = useQuery(actionsQuery({ agent, state: 'all', doneFrom }))
  const tickets = ticketsRead.data
  const actions = actionsRead.data
  const open = actions?.items.filter(({ doneAt }) => doneAt === null) ?? []
  const items = [...open.map(actionItem), ...(tickets?.items ?? []).map(ticketItem)]
  return {
    isLoaded: actions !== undefined && (tickets !== undefined || !mayReadTickets),
    error: actionsRead.error ?? ticketsRead.error,
    fetchStatus: actionsRead.fetchStatus,
    retry() {
      actionsRead.refetch()
      if (mayReadTickets) ticketsRead.refetch()
    },
    sections: cutByDue(items, now, timeZone),
    doneToday: actions?.items.filter(({ doneAt }) => doneAt !== null) ?? [],
    /** Tickets beyond those in the list. */
    otherTickets: useOtherTickets(agent, tickets ?? null),
    /** Open actions beyond those in the list; null when there are some, uncounted. */
    otherActions: useOtherActions(agent, open.length, actions?.next ?? null),
  }
}

function useOtherTickets(agent: string, page: { items: readonly unknown[]; next: string | null } | null) {
  const isCut = page !== null && page.next !== null
  const { data } = useQuery({ ...ticketCountQuery({ toHandle: agent }), enabled: isCut })
  return isCut && data ? Math.max(1, data.count - page.items.length) : 0
}

function useOtherActions(agent: string, shown: number, next: string | null): number | null {
  const isOwn = agent === 'me'
  const { data } = useQuery({ ...actionCountQuery, enabled: isOwn && next !== null })
  if (next === null) return 0
  return isOwn && data ? Math.max(1, data.open - shown) : null
}
