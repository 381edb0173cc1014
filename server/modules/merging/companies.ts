import { sql } from 'kysely'
import type { Company } from '../../../contract/contacts.ts'
import { moveActions } from '../actions/index.ts'
import { closeMergedCompany, moveContactsOfCompany, moveSitesOfCompany, requireCompany } from '../contacts/index.ts'
import { moveEquipmentOfCompany } from '../equipment/index.ts'
import { moveProjectsOfCompany } from '../projects/index.ts'
import { moveCompanyOnTickets } from '../tickets/index.ts'
import type { Gainer, MergeRules, MovedCounts } from './merge.ts'

export const companyMerge: MergeRules<Company> = {
  table: 'company',
  read: requireCompany,
  fields: ['phone', 'email', 'address', 'externalRef', 'notes'],

  async countMoves(db, { from }) {
    const { rows } = await sql<MovedCounts>`
      select (select count(*)::int from ticket where company_id = ${from.id}::uuid) as tickets,
        (select count(*)::int from contact where company_id = ${from.id}::uuid) as contacts,
        (select count(*)::int from site where company_id = ${from.id}::uuid) as sites,
        (select count(*)::int from equipment where company_id = ${from.id}::uuid) as equipment,
        (select count(*)::int from project where company_id = ${from.id}::uuid) as projects`.execute(db)
    return rows[0] ?? {}
  },

  /** Finds supervisors, since those of each company see the tickets of both. */
  async findGainers(db, { from, into }) {
    const { rows } = await sql<Gainer>`
      select contact.id, contact.name, (
        select count(*)::int from ticket
        where ticket.company_id in (${from.id}::uuid, ${into.id}::uuid)
          and ticket.company_id <> contact.company_id
          and ticket.reporter_contact_id is distinct from contact.id
          and not exists (
            select from ticket_contact where ticket_id = ticket.id and contact_id = contact.id)) as tickets
      from contact
      where is_supervisor and company_id in (${from.id}::uuid, ${into.id}::uuid)`.execute(db)
    return rows
  },

  async move(tx, ctx, { from, into, filled }) {
    const ids = { from: from.id, into: into.id }
    await moveEquipmentOfCompany(tx, ids, () => moveSitesOfCompany(tx, ids))
    await moveProjectsOfCompany(tx, ids)
    await moveContactsOfCompany(tx, ids)
    await moveCompanyOnTickets(tx, ids)
    await moveActions(tx, 'company', ids)
    await closeMergedCompany(tx, ctx, { from, into, filled })
  },
}
