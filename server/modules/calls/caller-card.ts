import { sql } from 'kysely'
import type { EquipmentRef } from '../../../contract/common.ts'
import type { CallerCard } from '../../../contract/contacts.ts'
import type { TicketRow } from '../../../contract/tickets.ts'
import type { Agent } from '../../actors.ts'
import type { Db } from '../../platform/database.ts'
import { requireCompany, requireContact } from '../contacts/index.ts'
import { type FoundRow, foundColumns, joinLastSeen, readTicketRows, visibleTo } from '../tickets/index.ts'

/** Returns the overview that the operator sees during a call. Throws not_found. */
export async function readCallerCard(db: Db, reader: Agent, contactId: string): Promise<CallerCard> {
  const contact = await requireContact(db, contactId)
  const companyId = contact.company?.id ?? null
  const [company, openTickets, machines] = await Promise.all([
    companyId ? requireCompany(db, companyId) : null,
    listOpenTickets(db, reader, contactId, companyId),
    companyId ? listMachines(db, companyId) : [],
  ])
  return { contact, company, openTickets, machines }
}

async function listOpenTickets(
  db: Db,
  reader: Agent,
  contactId: string,
  companyId: string | null,
): Promise<TicketRow[]> {
  const theirs = companyId
    ? sql`ticket.company_id = ${companyId}::uuid`
    : sql`ticket.id in (select ticket_id from ticket_contact where contact_id = ${contactId}::uuid)`
  const { rows } = await sql<FoundRow>`
    select ${foundColumns(reader)} from ticket ${joinLastSeen(reader)}
    where ticket.is_open and ${visibleTo(reader)} and ${theirs} order by ticket.number desc limit 20`.execute(db)
  return readTicketRows(db, reader, rows)
}

function listMachines(db: Db, companyId: string): Promise<EquipmentRef[]> {
  return db
    .selectFrom('equipment')
    .select(['id', 'label', 'serial_number as serialNumber', 'location'])
    .where('company_id', '=', companyId)
    .where('archived_at', 'is', null)
    .orderBy('label_search')
    .limit(50)
    .execute()
}
