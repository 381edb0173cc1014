import { effect, signal, untracked } from '@preact/signals'
import { newKey } from '../../browser/new-key.ts'
import type { FileUpload } from '../../browser/upload-queue.ts'
import type { PortalTicket } from '../../contract/portal.ts'
import { call, errorText, isCode, isRefusal, portal } from './api.ts'
import { t } from './i18n.ts'
import { kept } from './kept.ts'
import { ended, ownPlace } from './session.ts'

/** A message that its author has sent and the server has not yet acknowledged. */
export type OutgoingMessage = {
  key: string
  body: string
  files: readonly FileUpload[]
  problem: string | null
  refused: boolean
}

/** The messages of a ticket that are on their way; kept with their key, so that one sent twice is written once. */
export function openOutbox(ticketId: string, onSent: (ticket: PortalTicket) => void) {
  const place = ownPlace(`en-route.${ticketId}`)
  const list = signal<OutgoingMessage[]>(kept.read<OutgoingMessage[]>(place) ?? [])
  const set = (next: OutgoingMessage[]) => {
    list.value = next
    kept.write(place, next)
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
      // Who is to sign in again is refused nothing.
      const waits = isCode(error, 'unauthenticated')
      change(key, { problem: waits ? t('answer.waits') : errorText(error), refused: isRefusal(error) && !waits })
    }
  }

  const retryAll = () => {
    for (const message of list.value) if (!message.refused) post(message)
  }
  window.addEventListener('online', retryAll)
  const stopWatching = effect(() => {
    if (!ended.value) untracked(retryAll)
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
