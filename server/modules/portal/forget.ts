import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'

/** Deletes ended sessions, and links a day after their end: until then a used link is told from an unknown one. */
export async function forgetClients(db: Db): Promise<void> {
  await deleteInBatches(db, 'client_session', sql`expires_at < now() or created_at < now() - interval '1 year'`)
  await deleteInBatches(db, 'client_link', sql`expires_at < now() - interval '1 day'`)
}

/** A restored copy knows nothing of sign-outs since: clients sign in anew, by new links. */
export const endCopiedClientSessions = 'delete from client_session; delete from client_link'

/** Rows that a backup keeps: no session and no sign-in link of clients. */
export const keptClientAccess = { client_session: 'false', client_link: 'false' }
