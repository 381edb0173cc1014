import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toast } from '../../../../ui/toast.tsx'
import { errorText, isRefusal } from '../../../lib/errors.ts'
import { t } from '../../../lib/i18n.tsx'
import { useLiveLost } from '../../../lib/live/use-live-lost.ts'
import { useMe } from '../../../lib/session.ts'
import { patchLists, toRow } from '../changes/patch-lists.ts'
import { addStep } from '../changes/requests.ts'
import { ticketRef } from '../labels.ts'
import { keepTicket } from '../queries.ts'
import { blankAfter, pendingAttempt } from './draft.ts'
import { type DraftKey, listPendingDrafts, readStoredDraft, writeStoredDraft } from './stored-draft.ts'

/** Tickets whose composer is on the screen, and retries itself. */
const attended = new Set<string>()

/** Keys of pending attempts: the network may come and go before their response. */
const inFlight = new Set<string>()

export function attend(ticketId: string) {
  attended.add(ticketId)
  return () => {
    attended.delete(ticketId)
  }
}

/** Retries, on every page, the steps without a response once the network is back. */
export function useSendPendingSteps() {
  const { id: agentId } = useMe()
  const client = useQueryClient()
  const lost = useLiveLost()
  useEffect(() => {
    if (lost) return
    for (const place of listPendingDrafts(agentId)) if (!attended.has(place.ticketId)) sendOne(place, client)
  }, [lost, agentId, client])
}

/** Sends the step with the key of its first attempt, so that it is not added twice. */
async function sendOne(place: DraftKey, client: QueryClient): Promise<void> {
  const kept = readStoredDraft(place)
  const attempt = pendingAttempt(kept.draft)
  if (!attempt || inFlight.has(attempt.key)) return
  inFlight.add(attempt.key)
  try {
    const ticket = await addStep({ id: place.ticketId }, attempt.body, attempt.key)
    writeStoredDraft(place, { ...readStoredDraft(place), draft: blankAfter(kept.draft), unsaved: false })
    keepTicket(client, ticket)
    patchLists(client, toRow(ticket))
    toast({ text: t('composer.left', { number: ticketRef(ticket) }) })
  } catch (error) {
    if (!isRefusal(error)) return
    writeStoredDraft(place, { ...kept, draft: { ...kept.draft, attempt: undefined } })
    toast({ text: t('composer.not_left', { problem: errorText(error) }), tone: 'danger' })
  } finally {
    inFlight.delete(attempt.key)
  }
}
