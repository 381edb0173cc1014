import { effect, signal, untracked } from '@preact/signals'
import { newKey } from '../../browser/new-key.ts'
import type { FileUpload } from '../../browser/upload-queue.ts'
import type { PortalTicket } from '../../contract/portal.ts'
import { call, errorText, isCode, isRefusal, portal } from './api.ts'
import { clientStorage } from './client-storage.ts'
import { t } from './i18n.ts'
import { ownStorageKey, sessionEnded } from './session.ts'

/** Message that was sent and is not acknowledged yet. */
export type OutgoingMessage = {
  key: string
  body: string
  files: readonly FileUpload[]
  problem: string | null
  refused: boolean
}

/** Opens the outbox of a ticket: messages that are not acknowledged yet, stored with their idempotency key. */
export function openOutbox(ticketId: string, onSent: (ticket: PortalTicket) => void) {
  const place = ownStorageKey(`en-route.${ticketId}`)
  const list = signal<OutgoingMessage[]>(clientStorage.read<OutgoingMessage[]>(place) ?? [])
  const set = (next: OutgoingMessage[]) => {
    list.value = next
    clientStorage.write(place, next)
  }
  const change = (key: string, part: Partial<OutgoingMessage>) =>
    set(list.value.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const drop = (key: string) => set(list.value.filter((one) => one.key !== key))

  async function post({ key, body, files }: OutgoingMessage) {
    change(key, { problem: null, refused: false })
    const attachmentIds = files.flatMap(({ upload }) => (upload ? [upload.id] : []))
    try {
      const route = { params: { id: ticketId }, body: { body, attachmentIds } }
      const ticket = await call(portal.addStep, route, { idempotencyKey: key })
      drop(key)
      onSent(ticket)
    } catch (error) {
      // A message that waits for a sign-in is not refused.
      const waits = isCode(error, 'unauthenticated')
      change(key, { problem: waits ? t('answer.waits') : errorText(error), refused: isRefusal(error) && !waits })
    }
  }

  const retryAll = () => {
    for (const message of list.value) if (!message.refused) post(message)
  }
  window.addEventListener('online', retryAll)
  const stopWatching = effect(() => {
    if (!sessionEnded.value) untracked(retryAll)
  })

  return {
    list,
    send(body: string, files: readonly FileUpload[]) {
      const message: OutgoingMessage = { key: newKey(), body, files, problem: null, refused: false }
      set([...list.value, message])
      post(message)
    },
    again: post,
    takeBack: drop,
    close() {
      window.removeEventListener('online', retryAll)
      stopWatching()
    },
  }
}
export type Outbox = ReturnType<typeof openOutbox>
