import { sql } from 'kysely'
import type { Client } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Db, Tx } from '../../platform/database.ts'

/** Selects contacts as actors on the client's page. */
export function selectClients(db: Db | Tx) {
  return db
    .selectFrom('contact')
    .select(['contact.id', 'contact.name', 'contact.locale', 'contact.company_id as companyId'])
    .select([
      sql<string | null>`lower(contact.email)`.as('email'),
      sql<boolean>`(contact.is_supervisor and contact.company_id is not null)`.as('supervisor'),
      sql<boolean>`(contact.kind = 'partner')`.as('partner'),
      sql<string[]>`array(
        select project_id::text from project_contact where contact_id = contact.id order by project_id)`.as(
        'projectIds',
      ),
      sql<string | null>`null::uuid`.as('onlyTicketId'),
    ])
}

export async function loadClient(db: Db | Tx, id: string): Promise<Client | null> {
  const row = await selectClients(db).where('contact.id', '=', id).executeTakeFirst()
  return row ? { kind: 'contact', ...row } : null
}

/** Returns a contact who may enter their pages, or null: archived contacts may not. */
export async function loadActiveClient(db: Db | Tx, id: string): Promise<Client | null> {
  const row = await selectClients(db)
    .where('contact.id', '=', id)
    .where('contact.archived_at', 'is', null)
    .executeTakeFirst()
  return row ? { kind: 'contact', ...row } : null
}

/** Limits a client to one ticket, for the holder of its secret link: nothing else of the contact is accessible. */
export const limitToTicket = (client: Client, ticketId: string | null): Client =>
  ticketId === null
    ? client
    : {
        ...client,
        email: null,
        companyId: null,
        supervisor: false,
        partner: false,
        projectIds: [],
        onlyTicketId: ticketId,
      }

export async function requireClient(db: Db | Tx, id: string): Promise<Client> {
  const client = await loadClient(db, id)
  if (!client) throw new AppError('not_found')
  return client
}
