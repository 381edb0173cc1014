import type { TicketView } from '../../../contract/tickets.ts'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useMe } from '../../lib/session.ts'
import { changeWatchers } from './changes/requests.ts'
import { useTicketChange } from './changes/use-ticket-change.ts'

/** Returns whether the agent watches the ticket, and a function to change that, when the ticket allows it. */
export function useWatch(ticket: TicketView) {
  const { id, name } = useMe()
  const watching = ticket.watchers.some((agent) => agent.id === id)
  const change = useTicketChange<boolean>(ticket.number, {
    send: (on) => changeWatchers(ticket, on ? { add: [id] } : { remove: [id] }),
    ahead: (known, on) => {
      const others = known.watchers.filter((agent) => agent.id !== id)
      return { ...known, watchers: on ? [...others, { id, name }] : others }
    },
  })
  return {
    watching,
    offered: ticket.can.watch,
    isPending: change.isPending,
    toggle: () => change.mutate(!watching, { onError: (error) => toast({ text: errorText(error), tone: 'danger' }) }),
  }
}
