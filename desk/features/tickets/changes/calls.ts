import type { DraftContent } from '../../../../contract/drafts.ts'
import type { Priority } from '../../../../contract/enums.ts'
import type { Input } from '../../../../contract/route.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { api, call } from '../../../lib/api.ts'

type Key = { id: string }
export type Fields = Omit<Input<typeof api.tickets.change>['body'], 'version'>
export type StatusBody = Input<typeof api.tickets.setStatus>['body']
export type StepBody = Input<typeof api.tickets.addStep>['body']

/** Every write of a ticket answers with the ticket as it has become. */
export const changeFields = ({ id }: Key, version: number, fields: Fields): Promise<TicketView> =>
  call(api.tickets.change, { params: { id }, body: { version, ...fields } })

export const setPriority = (ticket: TicketView, priority: Priority | null) =>
  changeFields(ticket, ticket.version, { priority })

/** `from` is the lead that was seen: if it is another one by now, the call is refused and says who. */
export const setLead = ({ id }: Key, from: string | null, to: string | null, note = ''): Promise<TicketView> =>
  call(api.tickets.setLead, { params: { id }, body: { from, to, note } })

export const undoAct = ({ id }: Key, since: number, version: number): Promise<TicketView> =>
  call(api.tickets.undo, { params: { id }, body: { since, version } })

export const setAssignees = ({ id }: Key, version: number, agentIds: string[]): Promise<TicketView> =>
  call(api.tickets.setAssignees, { params: { id }, body: { version, agentIds } })

export const changeWatchers = ({ id }: Key, body: { add?: string[]; remove?: string[] }): Promise<TicketView> =>
  call(api.tickets.changeWatchers, { params: { id }, body })

export const setStatus = ({ id }: Key, body: StatusBody): Promise<TicketView> =>
  call(api.tickets.setStatus, { params: { id }, body })

/** Under a key that is the file's own: asked again after a silence, it is put there once. */
export const attachFile = ({ id }: Key, attachmentId: string): Promise<TicketView> =>
  call(
    api.tickets.attach,
    { params: { id }, body: { attachmentIds: [attachmentId] } },
    { idempotencyKey: `attach-${attachmentId}` },
  )

export const detachFile = ({ id }: Key, attachmentId: string): Promise<TicketView> =>
  call(api.tickets.detach, { params: { id, attachmentId } })

export const addStep = ({ id }: Key, body: StepBody, idempotencyKey: string): Promise<TicketView> =>
  call(api.tickets.addStep, { params: { id }, body }, { idempotencyKey })

/** A browser lets 64 kB at most outlive their page; more is saved while the page is there. */
const outlivesAtMost = 15_000

/** Saves what is being written, for the writer's other devices. */
export const saveDraft = ({ id }: Key, content: DraftContent, seen: number) =>
  call(
    api.drafts.keep,
    { params: { id }, body: { content, seen } },
    { keepalive: content.html.length < outlivesAtMost },
  )

export const discardDraft = ({ id }: Key) => call(api.drafts.discard, { params: { id } }, { keepalive: true })
