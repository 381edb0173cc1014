import type { TicketView } from '../../../../contract/tickets.ts'
import { addStep, type StepBody } from '../changes/calls.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'
import { attemptOf, bodyOf } from './draft.ts'
import type { useDraft } from './use-draft.ts'

/** Sends what is written, once, however often it has to be tried. What is refused stays written. */
export function useSend(ticket: TicketView, { draft, keepNow, clear }: ReturnType<typeof useDraft>) {
  const send = useTicketChange<{ body: StepBody; key: string }>(ticket.number, {
    send: ({ body, key }) => addStep(ticket, body, key),
  })
  return {
    sending: send.isPending,
    error: send.error,
    forget: send.reset,
    send(onSent: () => void) {
      const body = bodyOf(draft, ticket)
      const attempt = attemptOf(draft, body, () => crypto.randomUUID())
      keepNow({ attempt })
      send.mutate(
        { body, key: attempt.key },
        {
          onSuccess: () => {
            clear()
            onSent()
          },
        },
      )
    },
  }
}
