import { isOpen } from '../../../../contract/enums.ts'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import { NewTicket, type TicketRef } from '../../../../contract/tickets.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { lockTicket, nextVersion } from '../change/lock-ticket.ts'
import { insertStep } from '../steps/insert-step.ts'
import { insertTicket } from './insert-ticket.ts'

type Outside = Pick<NewTicket, 'title' | 'description' | 'channel' | 'kind' | 'criticality'> & {
  reportedAt: string | null
  teamId: string | null
  /** Number that was reserved for it; the next number by default. */
  number?: number | null
  contact: { id: string; companyId: string | null }
  /** Serial number as written by the sender. An agent links the machine. */
  serialWords?: string | null
  /** Internal note in plain text. */
  remark: string | null
  /** Suppresses mails about the opening. */
  silent?: boolean
}

/** Opens a ticket for a sender who is not signed in, from what a form or a file says about them. */
export async function openExternalTicket(
  tx: Tx,
  ctx: Ctx,
  { contact, reportedAt, number = null, serialWords = null, remark, silent = false, ...fields }: Outside,
): Promise<TicketRef> {
  const contactIds = [contact.id]
  const input = NewTicket.parse({ ...fields, contactIds, ...(reportedAt && { reportedAt }) })
  const people = { contactIds, companyId: contact.companyId, reporterContactId: contact.id }
  const ticket = await insertTicket(tx, ctx, input, { ...people, number, serialWords, silent })
  if (remark !== null) {
    const step = { kind: 'information', visibility: 'internal', minutesSpent: null } as const
    await insertStep(tx, { kind: 'contact', id: contact.id }, ticket.id, { ...step, body: textToHtml(remark) })
  }
  return ticket
}

/**
 * Adds text from an unauthenticated sender as an internal step, since nothing proves that the ticket is theirs. Returns
 * false without writing when the ticket is closed.
 * @param entry.enteredBy agent who accepts this text
 * @param entry.body HTML
 */
export async function addExternalNote(
  tx: Tx,
  ctx: Ctx,
  ticketId: string,
  entry: { enteredBy: string; contactId: string | null; body: string },
): Promise<boolean> {
  const ticket = await lockTicket(tx, ctx.actor, ticketId)
  if (!isOpen(ticket.status)) return false
  const author = { kind: 'agent', id: entry.enteredBy } as const
  const stepId = await insertStep(tx, author, ticket.id, {
    kind: 'information',
    visibility: 'internal',
    body: entry.body,
    minutesSpent: null,
    performer: entry.contactId ? { kind: 'contact', id: entry.contactId } : author,
  })
  const next = nextVersion(ticket)
  const change = tx.updateTable('ticket').set(next).where('id', '=', ticket.id)
  const data = { stepId, kind: 'information', visibility: 'internal' } as const
  await record(tx, ctx, 'ticket.step_added', { id: ticket.id, version: next.version, data }, change)
  return true
}
