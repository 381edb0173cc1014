import { type RawBuilder, sql } from 'kysely'
import type { Contact, contacts } from '../../../contract/contacts.ts'
import type { ParsedInput } from '../../../contract/route.ts'
import { AppError } from '../../platform/app-error.ts'
import { isArchived } from '../../platform/archived-rows.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { matchesPart, type Part, parseSearchParts } from '../../platform/search-words.ts'
import { listClauses, toNamedPage } from '../../platform/simple-records.ts'
import { statedCompanyOf } from './stated-company.ts'

function selectContacts(db: Db | Tx) {
  return db
    .selectFrom('contact')
    .leftJoin('company', 'company.id', 'contact.company_id')
    .select(['contact.id', 'contact.version', 'contact.name', 'contact.kind', 'contact.locale'])
    .select([
      'contact.phone',
      'contact.mobile',
      'contact.email',
      'contact.job_title as jobTitle',
      'contact.external_ref as externalRef',
      'contact.notes',
      'contact.is_supervisor as supervisor',
    ])
    .select(
      sql<Contact['company']>`case when company.id is not null
        then json_build_object('id', company.id, 'name', company.name) end`.as('company'),
    )
    .select([
      statedCompanyOf('contact').as('statedCompany'),
      isArchived('contact').as('archived'),
      'contact.merged_into as mergedInto',
    ])
}

export async function requireContact(db: Db | Tx, id: string): Promise<Contact> {
  const contact = await selectContacts(db).where('contact.id', '=', id).executeTakeFirst()
  if (!contact) throw new AppError('not_found')
  return contact
}

export const contactKind = { table: 'contact', changeEvent: 'contact.changed', read: requireContact } as const

/** Returns the oldest contact with this address, given in lower case. */
export async function findContactByEmail(db: Db | Tx, email: string) {
  return db
    .selectFrom('contact')
    .select(['id', 'company_id as companyId'])
    .where(sql<string>`lower(email)`, '=', email)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
}

export async function listContacts(db: Db, query: ParsedInput<typeof contacts.list>['query']) {
  const clauses = listClauses(query, 'contact', 'name_search')
  let rows = selectContacts(db)
    .select('contact.name_search as sort_name')
    .where(clauses.isShown)
    .where(clauses.isAfter)
    .orderBy(clauses.order)
    .limit(query.limit + 1)
  if (query.companyId) rows = rows.where('contact.company_id', '=', query.companyId)
  if (query.kind) rows = rows.where('contact.kind', '=', query.kind)
  for (const part of parseSearchParts(query.text))
    rows = rows.where(sql<boolean>`contact.id in (${matchContacts(part)})`)
  return toNamedPage(await rows.execute(), query.limit)
}

/** Returns SQL for the ids of contacts that match a search part. Each branch of the union uses its own trigram index. */
export function matchContacts(part: Part): RawBuilder<unknown> {
  return sql`
    select contact.id from contact where ${matchesPart(part, sql`contact.search`, sql`contact.phone_digits`)}
    union select contact.id from contact join company on company.id = contact.company_id
      where ${matchesPart(part, sql`company.name_search`, sql`company.phone_digits`)}`
}

/** Lists the contacts with an address as “name, company”, at most five. */
export async function listNamesAtAddress(tx: Tx, address: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('contact')
    .leftJoin('company', 'company.id', 'contact.company_id')
    .select(['contact.name', 'company.name as company'])
    .where(sql<string>`lower(contact.email)`, '=', address)
    .orderBy('contact.name')
    .limit(5)
    .execute()
  return rows.map(({ name, company }) => (company ? `${name} (${company})` : name))
}

/** Lists the other contacts with an address, given in lower case; at most two. */
export async function listOthersAtAddress(tx: Tx, address: string, contactId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('contact')
    .select('id')
    .where(sql<string>`lower(email)`, '=', address)
    .where('id', '<>', contactId)
    .orderBy('created_at')
    .limit(2)
    .execute()
  return rows.map(({ id }) => id)
}
