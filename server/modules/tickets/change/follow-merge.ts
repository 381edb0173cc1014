import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'

type Merge = { from: string; into: string }

/**
 * Moves the tickets and steps of a contact to another one, closed tickets included. On a ticket of both, the contact
 * keeps the first of the two positions. Tickets without a company get the given one.
 */
export async function moveContactOnTickets(
  tx: Tx,
  { from, into, companyId }: Merge & { companyId: string | null },
): Promise<void> {
  // Written even when its company stays: a line of the list shows the first contact, and is cached until its ticket is written.
  await sql`
    update ticket set company_id = coalesce(company_id, ${companyId}::uuid)
    where id in (select ticket_id from ticket_contact where contact_id = ${from}::uuid and position = 0)`.execute(tx)
  await sql`
    delete from ticket_contact later using ticket_contact first
    where later.ticket_id = first.ticket_id and later.position > first.position
      and ((later.contact_id = ${from}::uuid and first.contact_id = ${into}::uuid)
        or (later.contact_id = ${into}::uuid and first.contact_id = ${from}::uuid))`.execute(tx)
  await tx.updateTable('ticket_contact').set({ contact_id: into }).where('contact_id', '=', from).execute()
  await tx.updateTable('ticket').set({ reporter_contact_id: into }).where('reporter_contact_id', '=', from).execute()
  await tx.updateTable('step').set({ author_contact_id: into }).where('author_contact_id', '=', from).execute()
  await tx.updateTable('step').set({ performer_contact_id: into }).where('performer_contact_id', '=', from).execute()
}

export async function moveEquipmentOnTickets(tx: Tx, { from, into }: Merge): Promise<void> {
  await sql`
    delete from ticket_equipment later using ticket_equipment first
    where later.ticket_id = first.ticket_id and later.position > first.position
      and ((later.equipment_id = ${from}::uuid and first.equipment_id = ${into}::uuid)
        or (later.equipment_id = ${into}::uuid and first.equipment_id = ${from}::uuid))`.execute(tx)
  await tx.updateTable('ticket_equipment').set({ equipment_id: into }).where('equipment_id', '=', from).execute()
}

export async function moveCompanyOnTickets(tx: Tx, { from, into }: Merge): Promise<void> {
  await tx.updateTable('ticket').set({ company_id: into }).where('company_id', '=', from).execute()
}

export async function moveProjectOnTickets(tx: Tx, { from, into }: Merge): Promise<void> {
  await tx.updateTable('ticket').set({ project_id: into }).where('project_id', '=', from).execute()
}
