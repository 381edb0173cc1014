import { isOpen } from '../../../../contract/enums.ts'
import type { TicketChange } from '../../../../contract/event-data/ticket.ts'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import { type Client, system } from '../../../actors.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { type NamedRef, readLinkedIds, replaceLinks, requireContacts, toNamedRefs } from '../change/links.ts'
import { lockTicket, nextPublicVersion, nextVersion } from '../change/lock-ticket.ts'
import { insertStep } from '../steps/insert-step.ts'

type Passing = { ticketId: string; guestId: string }

/**
 * Transfers a guest's ticket to the contact who turned out to have sent it, and to their company. Returns false without
 * writing when the ticket is closed.
 */
export async function transferToClient(tx: Tx, ctx: Ctx<Client>, { ticketId, guestId }: Passing): Promise<boolean> {
  const ticket = await lockTicket(tx, system, ticketId)
  if (!isOpen(ticket.status)) return false
  const [guest, owner] = await requireContacts(tx, [guestId, ctx.actor.id])
  const before = await requireContacts(tx, await readLinkedIds(tx, 'ticket_contact', ticket.id))
  const after = await requireContacts(tx, withoutGuest(before, guestId, ctx.actor.id))
  const companyId = after[0]?.id === ctx.actor.id ? ctx.actor.companyId : ticket.company_id
  const next = nextPublicVersion(ticket)
  // Reported by the guest: reporters never change otherwise.
  const columns = { ...next, company_id: companyId, reporter_contact_id: ctx.actor.id }
  await tx.updateTable('ticket').set(columns).where('id', '=', ticket.id).execute()
  await replaceLinks(tx, 'ticket_contact', ticket.id, after)
  const changes: TicketChange[] = [
    { field: 'reporter', from: refTo(guest), to: refTo(owner) },
    { field: 'contacts', from: toNamedRefs(before), to: toNamedRefs(after) },
  ]
  const data = {
    changes: before.some(({ id }) => id === guestId) ? changes : changes.slice(0, 1),
    ...(companyId !== ticket.company_id && { companyBefore: ticket.company_id }),
  }
  await record(tx, ctx, 'ticket.changed', { id: ticket.id, version: next.version, data })
  return true
}

const refTo = (contact: NamedRef | undefined) => (contact ? { id: contact.id, name: contact.name } : null)

/** Replaces the guest among the contacts concerned, in the same order. */
const withoutGuest = (contacts: { id: string }[], guestId: string, ownerId: string): string[] => [
  ...new Set(contacts.map(({ id }) => (id === guestId ? ownerId : id))),
]

/** Adds an internal note in plain text about who sent a ticket, unless the ticket is closed. */
export async function addGuestNote(tx: Tx, ctx: Ctx<Client>, ticketId: string, remark: string): Promise<void> {
  const ticket = await lockTicket(tx, system, ticketId)
  if (!isOpen(ticket.status)) return
  const step = { kind: 'information', visibility: 'internal', minutesSpent: null } as const
  const stepId = await insertStep(tx, ctx.actor, ticket.id, { ...step, body: textToHtml(remark) })
  const next = nextVersion(ticket)
  const change = tx.updateTable('ticket').set(next).where('id', '=', ticket.id)
  const data = { stepId, kind: step.kind, visibility: step.visibility }
  await record(tx, ctx, 'ticket.step_added', { id: ticket.id, version: next.version, data }, change)
}
