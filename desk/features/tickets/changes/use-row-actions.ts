import { useQueryClient } from '@tanstack/react-query'
import type { TicketRow, TicketView } from '../../../../contract/tickets.ts'
import { toast } from '../../../../ui/toast.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { useMe } from '../../../lib/session.ts'
import { ticketRef } from '../labels.ts'
import { keepTicket, ticketQuery } from '../queries.ts'
import { patchLists, toRow } from './patch-lists.ts'
import { refusalText } from './refusal-text.ts'
import { setLead } from './requests.ts'
import { type DoneAct, useOfferUndo } from './undo.ts'

/** Returns actions on the ticket of a row, without opening it. Each shows its result in a toast. */
export function useRowActions() {
  const client = useQueryClient()
  const me = useMe()
  const t = useT()
  const offerUndo = useOfferUndo()

  function keep(ticket: TicketView) {
    keepTicket(client, ticket)
    patchLists(client, toRow(ticket))
    return ticket
  }

  /** Runs a change that needs the current ticket. */
  async function change(row: TicketRow, how: (ticket: TicketView) => Promise<TicketView>): Promise<DoneAct> {
    const ticket = await client.fetchQuery({ ...ticketQuery(row.number, client), staleTime: 0 })
    const after = keep(await how(ticket))
    return { since: Math.max(ticket.version, after.version - 1), after }
  }

  return {
    change,
    keep,
    /** Shows a toast about a changed row, with an undo button. */
    told: (row: TicketRow, act: DoneAct) => offerUndo(t('undo.changed', { number: ticketRef(row) }), [act]),
    async claim(row: TicketRow) {
      patchLists(client, { ...row, lead: { id: me.id, name: me.name }, can: { ...row.can, claim: false } })
      try {
        const after = keep(await setLead(row, null, me.id))
        offerUndo(t('ticket.claimed', { number: ticketRef(row) }), [{ since: after.version - 1, after }])
      } catch (error) {
        patchLists(client, row)
        toast({ tone: 'danger', text: `${ticketRef(row)} : ${refusalText(error)}` })
      }
    },
  }
}

export type RowActions = ReturnType<typeof useRowActions>
