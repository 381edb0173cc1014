import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../../../contract/contacts.ts'
import type { Agent } from '../../actors.ts'
import type { Db } from '../../platform/database.ts'
import { containsDigits, matchesPart, type Part, parseSearchParts } from '../../platform/search-words.ts'
import { matchContacts } from '../contacts/index.ts'
import { visibleTo } from '../tickets/index.ts'

/** Maximum number of ranked candidates. Beyond it the operator has to type another word anyway. */
const maxCandidates = 300

/** Finds callers from the operator's text. Each word must match the person, their company or one of its machines. */
export async function findCallers(db: Db, reader: Agent, text: string, limit: number): Promise<Caller[]> {
  const parts = parseSearchParts(text)
  if (parts.length === 0) return []
  const sets = parts.map(matchCallers)
  const { rows } = await sql<Caller>`
    with candidates as (
      select id from (${sql.join(sets, sql` intersect `)}) found join contact using (id)
      where contact.archived_at is null limit ${maxCandidates}),
    ranked as (
      select contact.*, ${closeness(parts)} as closeness, ${lastCall} as last_call
      from candidates join contact using (id) left join company on company.id = contact.company_id
      order by closeness desc, last_call desc nulls last, contact.name_search, contact.id limit ${limit})
    select ranked.id as "contactId", ranked.name, ranked.phone, ranked.mobile, ranked.email,
      case when company.id is not null then json_build_object('id', company.id, 'name', company.name) end as company,
      case when company.id is not null then ${countOpen(reader, sql`ticket.company_id = ranked.company_id`)}
        else ${countOpen(reader, sql`ticket.id in (select ticket_id from ticket_contact where contact_id = ranked.id)`)}
        end as "openTickets",
      (select count(*) from equipment where equipment.company_id = ranked.company_id and archived_at is null) as machines,
      ${matchMachine(parts)} as machine
    from ranked left join company on company.id = ranked.company_id
    order by ranked.closeness desc, ranked.last_call desc nulls last, ranked.name_search, ranked.id`.execute(db)
  return rows
}

/** Returns SQL for the contacts that match a search part: by name or number, or by a machine of their company. */
function matchCallers(part: Part): RawBuilder<unknown> {
  return sql`(${matchContacts(part)}
    union select contact.id from contact join equipment on equipment.company_id = contact.company_id
      where ${matchesPart(part, sql`equipment.search`)})`
}

/**
 * Ranks a contact. Words: the beginning of a word of their name first, then a similar name, their address, their company.
 * Numbers: the beginning of their own first, then the middle, then their company's.
 */
function closeness(parts: Part[]): RawBuilder<number> {
  const begins = (column: RawBuilder<unknown>, beginning: RawBuilder<unknown>) =>
    sql`starts_with(${column}, ${beginning}) or strpos(${column}, ' ' || ${beginning}) > 0`
  const each = parts.map((part) => {
    if (!('word' in part))
      return sql`case when ${begins(sql`contact.phone_digits`, sql`${part.digits}::text`)} then 1.5
        when ${containsDigits(sql`contact.phone_digits`, part.digits)} then 1 else 0.5 end`
    const word = sql`fold(${part.word})`
    return sql`case when ${begins(sql`contact.name_search`, word)} then 1.5 else greatest(
      word_similarity(${word}, contact.name_search),
      0.8 * word_similarity(${word}, contact.search),
      0.8 * word_similarity(${word}, coalesce(company.name_search, ''))) end`
  })
  return sql<number>`${sql.join(each, sql` + `)}`
}

/** Newest ticket of the contact. Its id tells when it was created. */
const lastCall = sql`(select ticket_id from ticket_contact where contact_id = contact.id order by ticket_id desc limit 1)`

function countOpen(reader: Agent, whose: RawBuilder<unknown>) {
  return sql`(select count(*) from (
    select 1 from ticket where ${whose} and ticket.is_open and ${visibleTo(reader)} limit 100) counted)`
}

/** Returns the company's machine that a search part names, if any. */
function matchMachine(parts: Part[]) {
  const conditions = parts.map((part) => matchesPart(part, sql`equipment.search`))
  return sql`(select json_build_object('id', equipment.id, 'label', equipment.label,
      'serialNumber', equipment.serial_number, 'location', equipment.location)
    from equipment where equipment.company_id = ranked.company_id and archived_at is null and (${sql.join(conditions, sql` or `)})
    order by equipment.label_search limit 1)`
}
