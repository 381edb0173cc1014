import { isOpen } from '../../../../contract/enums.ts'
import { type Client, type Ctx, system } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { insertStep } from '../insert-step.ts'
import { linkedIds, named, replaceLinks, requireContacts } from '../links.ts'
import { lockTicket, nextPublicVersion, nextVersion } from '../lock-ticket.ts'
import { richText } from './rich-text.ts'

type Passing = { ticketId: string; guestId: string }

/**
 * Gives the ticket of a guest to the contact who turned out to have sent it: theirs to follow, and their company's. False,
 * and nothing written, on a closed one.
 */
export async function passOnToClient(tx: Tx, ctx: Ctx<Client>, { ticketId, guestId }: Passing): Promise<boolean> {
  const ticket = await lockTicket(tx, system, ticketId)
  if (!isOpen(ticket.status)) return false
  const before = await requireContacts(tx, await linkedIds(tx, 'ticket_contact', ticket.id))
  const ids = before.map(({ id }) => (id === guestId ? ctx.actor.id : id))
  const after = await requireContacts(tx, [...new Set(ids)])
  const next = nextPublicVersion(ticket)
  const isFirst = after[0]?.id === ctx.actor.id
  const companyId = isFirst ? ctx.actor.companyId : ticket.company_id
  await tx
    .updateTable('ticket')
    .set({ ...next, company_id: companyId })
    .set((row) => ({
      reporter_contact_id: row
        .case()
        .when('reporter_contact_id', '=', guestId)
        .then(ctx.actor.id)
        .else(row.ref('reporter_contact_id'))
        .end(),
    }))
    .where('id', '=', ticket.id)
    .execute()
  await replaceLinks(tx, 'ticket_contact', ticket.id, after)
  const changes = [{ field: 'contacts', from: named(before), to: named(after) }]
  const data = { changes, ...(companyId !== ticket.company_id && { companyBefore: ticket.company_id }) }
  await record(tx, ctx, 'ticket.changed', { subject: 'ticket', id: ticket.id, version: next.version, data })
  return true
}

/** A word for agents alone about who sent a ticket. Plain text. Nothing is written on a closed one. */
export async function remarkOnGuest(tx: Tx, ctx: Ctx<Client>, ticketId: string, remark: string): Promise<void> {
  const ticket = await lockTicket(tx, system, ticketId)
  if (!isOpen(ticket.status)) return
  const step = { kind: 'information', visibility: 'internal', minutesSpent: null } as const
  const stepId = await insertStep(tx, ctx.actor, ticket.id, { ...step, body: richText(remark) })
  const next = nextVersion(ticket)
  const change = tx.updateTable('ticket').set(next).where('id', '=', ticket.id)
  const data = { stepId, kind: step.kind, visibility: step.visibility }
  await record(tx, ctx, 'ticket.step_added', { subject: 'ticket', id: ticket.id, version: next.version, data }, change)
}
