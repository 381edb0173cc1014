import { useEffect, useEffectEvent, useRef } from 'react'
import { newKey } from '../../../../browser/new-key.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { isRefusal } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useLiveLost } from '../../../lib/live/use-live-lost.ts'
import type { Uploads } from '../../../lib/uploads/use-uploads.ts'
import { addStep } from '../changes/requests.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'
import { type Attempt, attemptOf, pendingAttempt } from './draft.ts'
import type { useDraft } from './use-draft.ts'
import { attend } from './use-send-pending-steps.ts'

/** Pause between attempts while the server is reachable but does not respond, in milliseconds. */
const againAfterMs = 15_000

/** Sends the step once, however many attempts that takes. A refused step remains a draft. */
export function useSend(
  ticket: TicketView,
  { draft, sync }: ReturnType<typeof useDraft>,
  files: Uploads,
  onSentAgain: () => void,
) {
  const t = useT()
  const lost = useLiveLost()
  const send = useTicketChange<Attempt>(ticket.number, {
    networkMode: 'always',
    send: async ({ body, key }) => {
      await sync.settled()
      return addStep(ticket, body, key)
    },
    // A step with files cannot be undone.
    done: (_, { body }) => (body.attachmentIds?.length ? null : t('undo.sent')),
    keys: 'mod+z',
    onUndone({ body }) {
      sync.takeBack({
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
  function post(attempt: Attempt, onSent: () => void) {
    sync.hold(attempt)
    send.mutate(attempt, {
      onSuccess: () => {
        sync.clear()
        files.clear(attempt.body.attachmentIds ?? [])
        onSent()
      },
      onError: (error) => sync.release(isRefusal(error)),
    })
  }

  const waiting = send.isPending ? null : pendingAttempt(draft)
  const again = useEffectEvent(() => waiting && post(waiting, onSentAgain))
  const { isError, submittedAt } = send
  const isPending = waiting !== null
  const wasLost = useRef(false)
  useEffect(() => attend(ticket.id), [ticket.id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failed attempt starts the next pause
  useEffect(() => {
    if (lost) wasLost.current = true
    if (!isPending || lost) return
    const timer = setTimeout(again, isError && !wasLost.current ? againAfterMs : 0)
    wasLost.current = false
    return () => clearTimeout(timer)
  }, [isPending, lost, isError, submittedAt])

  return {
    sending: send.isPending,
    /** An attempt got no response and will be retried. */
    isPending,
    /** Stops retrying, and makes the step a draft again. */
    edit() {
      send.reset()
      sync.release(true)
    },
    error: send.error,
    forget: send.reset,
    send: (onSent: () => void) => post(attemptOf(draft, ticket, newKey, files.ids), onSent),
  }
}
