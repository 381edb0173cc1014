import { isOpen } from '../../../contract/enums.ts'
import { htmlOfText } from '../../../contract/rules/rich-text.ts'
import { NewTicket, type TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { insertStep } from './insert-step.ts'
import { insertTicket } from './insert-ticket.ts'
import { lockTicket, nextVersion } from './lock-ticket.ts'

type Outside = Pick<NewTicket, 'title' | 'description' | 'channel' | 'kind' | 'criticality'> & {
  reportedAt: string | null
  teamId: string | null
  /** Reserved before; the next one otherwise. */
  number?: number | null
  contact: { id: string; companyId: string | null }
  /** The serial number that they named: an agent links its machine. */
  serialWords?: string | null
  /** Plain text for agents alone. */
  remark: string | null
  /** Opens it without mails. */
  silent?: boolean
}

/** Opens the ticket of somebody for whom no session vouches: what a file or a form says of them. */
export async function openFromOutside(
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
    await insertStep(tx, { kind: 'contact', id: contact.id }, ticket.id, { ...step, body: htmlOfText(remark) })
  }
  return ticket
}

/**
 * Adds words of somebody outside, who knows the ticket's number or row, as an internal step: nothing proves that the ticket
 * is theirs. Returns false, and writes nothing, on a closed ticket.
 * @param entry.enteredBy the agent who let such words in
 * @param entry.body HTML
 */
export async function noteFromOutside(
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
