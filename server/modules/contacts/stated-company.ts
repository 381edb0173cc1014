import { sql } from 'kysely'
import type { Contact } from '../../../contract/contacts.ts'

/** Returns SQL for the company that an outsider stated, with the known one of that name (index company_name). */
export const statedCompanyOf = (contact: string) => sql<Contact['statedCompany']>`
  case when ${sql.ref(`${contact}.company_id`)} is null and ${sql.ref(`${contact}.company_words`)} is not null
    then json_build_object('name', ${sql.ref(`${contact}.company_words`)}, 'found', (
      select json_build_object('id', named.id, 'name', named.name) from company named
      where named.name_search = fold(${sql.ref(`${contact}.company_words`)}) order by named.id limit 1)) end`
