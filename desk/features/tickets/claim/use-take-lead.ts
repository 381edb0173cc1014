import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import { setLead } from '../changes/requests.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'

/** Mutation that makes the agent the lead. `from` is the lead on the screen: null, or an agent who will be notified. */
export function useTakeLead(ticket: TicketView) {
  const t = useT()
  const me = useMe()
  return useTicketChange<{ from: string | null }>(ticket.number, {
    send: ({ from }) => setLead(ticket, from, me.id),
    ahead: (known) => ({
      ...known,
      lead: { id: me.id, name: me.name },
      can: { ...known.can, claim: false, takeOver: false },
    }),
    done: () => t('undo.lead', { name: me.name }),
  })
}
