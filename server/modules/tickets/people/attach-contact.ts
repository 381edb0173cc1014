import { sql } from 'kysely'
import type { Contact, contacts } from '../../../../contract/contacts.ts'
import type { ParsedInput } from '../../../../contract/route.ts'
import { type Agent, system } from '../../../actors.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { transact } from '../../../platform/transact.ts'
import { requireContact, setContactCompany } from '../../contacts/index.ts'
import { lockTicket, nextVersion } from '../change/lock-ticket.ts'

/** Tickets moved per query. */
const batchSize = 100

/** Attaches a contact to a company; the open tickets that first concern them follow. Throws not_found, conflict. */
export async function attachContact(
  ctx: Ctx<Agent>,
  id: string,
  change: ParsedInput<typeof contacts.setCompany>['body'],
): Promise<Contact> {
  return transact(ctx, async (tx) => {
    const before = await requireContact(tx, id)
    const after = await setContactCompany(tx, ctx, id, change)
    if (before.company?.id === after.company?.id) return after
    for (let ids = await ticketsToMove(tx, before); ids.length > 0; ids = await ticketsToMove(tx, before))
      for (const ticketId of ids) await moveTicket(tx, ctx, ticketId, before, after)
    return after
  })
}

/** Lists the next open tickets that still have the company of the contact whom they first concern (index ticket_contact_contact). */
async function ticketsToMove(tx: Tx, { id, company }: Contact): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ticket.id
    from ticket_contact join ticket on ticket.id = ticket_id
    where contact_id = ${id}::uuid and position = 0 and is_open and company_id is not distinct from ${company?.id ?? null}::uuid
    order by ticket.id
    limit ${sql.lit(batchSize)}`.execute(tx)
  return rows.map((row) => row.id)
}

async function moveTicket(tx: Tx, ctx: Ctx, id: string, before: Contact, after: Contact): Promise<void> {
  const ticket = await lockTicket(tx, system, id)
  const next = nextVersion(ticket)
  const change = tx
    .updateTable('ticket')
    .set({ ...next, company_id: after.company?.id ?? null })
    .where('id', '=', id)
  const changes = [{ field: 'company' as const, from: before.company, to: after.company }]
  const data = { changes, companyBefore: ticket.company_id }
  await record(tx, ctx, 'ticket.changed', { id, version: next.version, data }, change)
}
