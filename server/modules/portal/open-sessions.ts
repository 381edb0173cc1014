import { sql } from 'kysely'
import type { PortalOpenSession } from '../../../contract/portal.ts'
import type { Client } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { isValidSession } from './client-sessions.ts'

const maxListed = 50

/** Matches a client's own sessions. The holder of a secret link has those of that ticket only. */
const isOwnSession = ({ id, onlyTicketId }: Client) => sql<boolean>`client_session.contact_id = ${id}::uuid
  and (${onlyTicketId}::uuid is null or exists (
    select from guest_link where guest_link.id = client_session.guest_link_id and ticket_id = ${onlyTicketId}::uuid))`

/** Lists a client's sessions, last used first. @param sessionId the current session */
export async function listSessions({ db, actor }: Ctx<Client>, sessionId: string): Promise<PortalOpenSession[]> {
  return db
    .selectFrom('client_session')
    .innerJoin('contact', 'contact.id', 'client_session.contact_id')
    .leftJoin('website_user', 'website_user.id', 'client_session.website_user_id')
    .leftJoin('website', 'website.id', 'website_user.website_id')
    .select(['client_session.id', 'client_session.created_at as begunAt', 'client_session.last_used_at as usedAt'])
    .select(['client_session.user_agent as browser', 'website.name as website'])
    .select(sql<boolean>`client_session.id = ${sessionId}::uuid`.as('isThis'))
    .where(isOwnSession(actor))
    .where(isValidSession)
    .orderBy('client_session.last_used_at', 'desc')
    .orderBy('client_session.id', 'desc')
    .limit(maxListed)
    .execute()
}

/** Ends a session. Throws not_found unless it is the client's own. */
export async function endSession({ db, actor }: Ctx<Client>, id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('client_session')
    .where('id', '=', id)
    .where(isOwnSession(actor))
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new AppError('not_found')
}

export async function endOtherSessions({ db, actor }: Ctx<Client>, sessionId: string): Promise<void> {
  await db.deleteFrom('client_session').where(isOwnSession(actor)).where('id', '<>', sessionId).execute()
}
