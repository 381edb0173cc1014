import { isOpen } from '../../../contract/enums.ts'
import { NewTicket, type TicketRef } from '../../../contract/tickets.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { insertStep } from './insert-step.ts'
import { insertTicket } from './insert-ticket.ts'
import { lockTicket, nextVersion } from './lock-ticket.ts'

type Outside = Pick<NewTicket, 'title' | 'description' | 'channel' | 'kind' | 'criticality' | 'equipmentIds'> & {
  reportedAt: string | null
  teamId: string | null
  /** Reserved before; the next one otherwise. */
  number?: number | null
  contact: { id: string; companyId: string | null } | null
}

/** A ticket of somebody whom no session vouches for: what a file or a form says of them. */
export async function openFromOutside(
  tx: Tx,
  ctx: Ctx,
  { contact, reportedAt, number = null, ...fields }: Outside,
): Promise<TicketRef> {
  const contactIds = contact ? [contact.id] : []
  const input = NewTicket.parse({ ...fields, contactIds, ...(reportedAt && { reportedAt }) })
  return insertTicket(tx, ctx, input, {
    contactIds,
    companyId: contact?.companyId ?? null,
    reporterContactId: contact?.id ?? null,
    number,
  })
}

/**
 * What somebody outside says of a ticket whose number or row they know, for agents alone to read: nothing proves that it is
 * theirs. False, and nothing written, on a closed one.
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
  const data = { stepId, kind: 'information', visibility: 'internal' }
  await record(tx, ctx, 'ticket.step_added', { subject: 'ticket', id: ticket.id, version: next.version, data }, change)
  return true
}
