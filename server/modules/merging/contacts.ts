import { sql } from 'kysely'
import type { Contact } from '../../../contract/contacts.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { moveActions } from '../actions/index.ts'
import { moveUploads } from '../attachments/index.ts'
import { closeMergedContact, requireContact } from '../contacts/index.ts'
import { moveSubmissions } from '../forms/index.ts'
import { moveMails } from '../mails/index.ts'
import { deleteClientAccess, requireClient } from '../portal/index.ts'
import { moveProjectsOfContact } from '../projects/index.ts'
import { moveRowSenders } from '../spreadsheets/index.ts'
import { moveContactOnTickets, visibleTo } from '../tickets/index.ts'
import { moveWebsiteUsers } from '../websites/index.ts'
import type { Gainer, MergeRules, MovedCounts } from './merge.ts'

const ticketsOf = (id: string) => sql`
  select ticket_id as id from ticket_contact where contact_id = ${id}::uuid
  union select id from ticket where reporter_contact_id = ${id}::uuid`

/** Returns the company for tickets without one: that of the remaining contact. */
const joiningCompany = ({ from, into }: { from: Contact; into: Contact }) =>
  from.company === null ? (into.company?.id ?? null) : null

export const contactMerge: MergeRules<Contact> = {
  table: 'contact',
  read: requireContact,
  fields: ['phone', 'mobile', 'email', 'jobTitle', 'externalRef', 'notes'],

  async countMoves(db, { from }) {
    const { rows } = await sql<MovedCounts>`
      select (select count(*)::int from (${ticketsOf(from.id)}) theirs) as tickets,
        (select count(*)::int from step where author_contact_id = ${from.id}::uuid) as steps,
        (select count(*)::int from mail where contact_id = ${from.id}::uuid) as mails,
        (select count(*)::int from attachment where uploaded_by_contact_id = ${from.id}::uuid) as files,
        (select count(*)::int from project_contact where contact_id = ${from.id}::uuid) as projects`.execute(db)
    return rows[0] ?? {}
  },

  async findGainers(db, pair) {
    const { from, into } = pair
    const reader = await requireClient(db, into.id)
    const { rows } = await sql<{ tickets: number }>`
      select count(*)::int as tickets from ticket
      where not ${visibleTo(reader)} and (id in (${ticketsOf(from.id)}) or kind = 'anomaly' and project_id in (
        select project_id from project_contact where contact_id = ${from.id}::uuid))`.execute(db)
    const own: Gainer = { id: into.id, name: into.name, tickets: rows[0]?.tickets ?? 0 }
    return [own, ...(await supervisorsWhoGain(db, into.id, from.id, joiningCompany(pair)))]
  },

  async move(tx, ctx, { from, into, filled }) {
    const ids = { from: from.id, into: into.id }
    await moveContactOnTickets(tx, { ...ids, companyId: joiningCompany({ from, into }) })
    await moveActions(tx, 'contact', ids)
    await moveUploads(tx, ids)
    await moveMails(tx, { ...ids, address: filled.email ?? into.email })
    await moveProjectsOfContact(tx, ids)
    await moveSubmissions(tx, ids)
    await moveRowSenders(tx, ids)
    await moveWebsiteUsers(tx, ids)
    await deleteClientAccess(tx, from.id)
    await closeMergedContact(tx, ctx, { from, into, filled: { ...filled, ...addressToNotes(from, into, filled) } })
  },
}

/** Adds the other contact's address to the notes, since a contact has only one. */
function addressToNotes(from: Contact, into: Contact, filled: Partial<Contact>): Partial<Contact> {
  if (!from.email || !into.email || from.email.toLowerCase() === into.email.toLowerCase()) return {}
  return { notes: `${filled.notes ?? into.notes}\n${from.email}`.trim().slice(0, 10_000) }
}

async function supervisorsWhoGain(db: Db | Tx, intoId: string, fromId: string, companyId: string | null) {
  if (companyId === null) return []
  const { rows } = await sql<Gainer>`
    select contact.id, contact.name, (
      select count(*)::int from ticket_contact join ticket on ticket.id = ticket_id
      where contact_id = ${fromId}::uuid and position = 0 and ticket.company_id is null) as tickets
    from contact
    where is_supervisor and company_id = ${companyId}::uuid and id <> ${intoId}::uuid`.execute(db)
  return rows
}
