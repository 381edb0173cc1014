import type { DraftContent } from '../../../../contract/drafts.ts'
import type { Priority } from '../../../../contract/enums.ts'
import type { Input } from '../../../../contract/route.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { api, call } from '../../../lib/api.ts'

type Key = { id: string }
export type Fields = Omit<Input<typeof api.tickets.change>['body'], 'version'>
export type StatusBody = Input<typeof api.tickets.setStatus>['body']
export type StepBody = Input<typeof api.tickets.addStep>['body']

/** Changes fields of a ticket. Like every write of a ticket, it returns the ticket after the change. */
export const changeFields = ({ id }: Key, version: number, fields: Fields): Promise<TicketView> =>
  call(api.tickets.change, { params: { id }, body: { version, ...fields } })

export const setPriority = (ticket: TicketView, priority: Priority | null) =>
  changeFields(ticket, ticket.version, { priority })

/**
 * Sets the lead. `from` is the lead on the screen: when it has changed meanwhile, the server refuses and names the new
 * one.
 */
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

/** Attaches an upload to the ticket. Its id is the idempotency key, so that a retry attaches it only once. */
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

/** Maximum characters of a draft that is saved while the page closes: browsers limit `keepalive` requests to 64 kB. */
const outlivesAtMost = 15_000

/** Saves the draft for the agent's other devices. */
export const saveDraft = ({ id }: Key, content: DraftContent, seen: number) =>
  call(
    api.drafts.keep,
    { params: { id }, body: { content, seen } },
    { keepalive: content.html.length < outlivesAtMost },
  )

export const discardDraft = ({ id }: Key) => call(api.drafts.discard, { params: { id } }, { keepalive: true })
