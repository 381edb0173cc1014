import { newKey } from '../../../../browser/new-key.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { isRefusal } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { Uploads } from '../../../lib/uploads/use-uploads.ts'
import { addStep } from '../changes/calls.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'
import { type Attempt, attemptOf } from './draft.ts'
import type { useDraft } from './use-draft.ts'

/** Sends what is written, once, however often it has to be tried. What is refused stays written. */
export function useSend(ticket: TicketView, { draft, keeper }: ReturnType<typeof useDraft>, files: Uploads) {
  const t = useT()
  const send = useTicketChange<Attempt>(ticket.number, {
    send: async ({ body, key }) => {
      await keeper.settled()
      return addStep(ticket, body, key)
    },
    // What files went along with stays sent.
    done: (_, { body }) => (body.attachmentIds?.length ? null : t('undo.sent')),
    keys: 'mod+z',
    onUndone({ body }) {
      keeper.takeBack({
        kind: body.kind,
        visibility: body.visibility,
        html: body.body,
        minutes: body.minutesSpent ?? null,
        performer: body.performer ?? null,
        happenedAt: body.happenedAt ?? null,
        next: body.status?.to ?? null,
      })
    },
  })
  return {
    sending: send.isPending,
    error: send.error,
    forget: send.reset,
    send(onSent: () => void) {
      const attempt = attemptOf(draft, ticket, newKey, files.ids)
      keeper.hold(attempt)
      send.mutate(attempt, {
        onSuccess: () => {
          keeper.clear()
          files.clear(attempt.body.attachmentIds ?? [])
          onSent()
        },
        onError: (error) => keeper.release(isRefusal(error)),
      })
    },
  }
}
