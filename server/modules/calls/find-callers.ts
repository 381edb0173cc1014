import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../../../contract/contacts.ts'
import type { Agent } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import { holds, holdsDigits, resembles, searched } from '../../platform/search-words.ts'
import { visibleTo } from '../tickets/index.ts'

/** Beyond this many, one more word is needed anyway. */
const candidatesAtMost = 300

/** Who is calling, from whatever the operator types: each word must be the person's, their company's or a machine's. */
export async function findCallers(db: Db, reader: Agent, text: string, limit: number): Promise<Caller[]> {
  const { words, digits } = searched(text)
  const sets = [...words.map(saidBy), ...(digits ? [dialledBy(digits)] : [])]
  if (sets.length === 0) return []
  const { rows } = await sql<Caller>`
    with candidates as (select id from (${sql.join(sets, sql` intersect `)}) found limit ${candidatesAtMost}),
    ranked as (
      select contact.*, ${closeness(words)} as closeness
      from candidates join contact using (id) left join company on company.id = contact.company_id
      order by closeness desc, contact.name_search, contact.id limit ${limit})
    select ranked.id as "contactId", ranked.name, ranked.phone, ranked.mobile, ranked.email,
      case when company.id is not null then json_build_object('id', company.id, 'name', company.name) end as company,
      case when company.id is not null then ${countOpen(reader, sql`ticket.company_id = ranked.company_id`)}
        else ${countOpen(reader, sql`ticket.id in (select ticket_id from ticket_contact where contact_id = ranked.id)`)}
        end as "openTickets",
      (select count(*) from equipment where equipment.company_id = ranked.company_id) as machines,
      ${machineMeant(words, digits)} as machine
    from ranked left join company on company.id = ranked.company_id
    order by ranked.closeness desc, ranked.name_search, ranked.id`.execute(db)
  return rows
}

const someIds = sql`select contact.id from contact`

/** Contacts to whom a word leads, by three roads that each have their own trigram index. */
function saidBy(word: string): RawBuilder<unknown> {
  return sql`(
    ${someIds} where ${resembles(sql`contact.search`, word)}
    union ${someIds} join company on company.id = contact.company_id where ${resembles(sql`company.name_search`, word)}
    union ${someIds} join equipment on equipment.company_id = contact.company_id
      where ${resembles(sql`equipment.search`, word)})`
}

function dialledBy(digits: string): RawBuilder<unknown> {
  return sql`(
    ${someIds} where ${holdsDigits(sql`contact.phone_digits`, digits)}
    union ${someIds} join company on company.id = contact.company_id
      where ${holdsDigits(sql`company.phone_digits`, digits)}
    union ${someIds} join equipment on equipment.company_id = contact.company_id
      where ${holds(sql`equipment.search`, digits)})`
}

/** The person's own name before their company's, a whole word before a resemblance. */
function closeness(words: string[]): RawBuilder<number> {
  if (words.length === 0) return sql<number>`0`
  const each = words.map(
    (word) => sql`greatest(word_similarity(fold(${word}), contact.search),
      0.8 * word_similarity(fold(${word}), coalesce(company.name_search, '')))`,
  )
  return sql<number>`${sql.join(each, sql` + `)}`
}

function countOpen(reader: Agent, whose: RawBuilder<unknown>) {
  return sql`(select count(*) from (
    select 1 from ticket where ${whose} and ticket.is_open and ${visibleTo(reader)} limit 100) counted)`
}

/** The company's machine that one of the words names, if any. */
function machineMeant(words: string[], digits: string | null) {
  const said = [...words, ...(digits ? [digits] : [])].map((word) => resembles(sql`equipment.search`, word))
  return sql`(select json_build_object('id', equipment.id, 'label', equipment.label,
      'serialNumber', equipment.serial_number, 'location', equipment.location)
    from equipment where equipment.company_id = ranked.company_id and (${sql.join(said, sql` or `)})
    order by equipment.label_search limit 1)`
}
