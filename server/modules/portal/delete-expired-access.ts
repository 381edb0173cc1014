import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'

/** Deletes expired sessions, and links a day after their expiry: until then a used link can be told from an unknown one. */
export async function deleteExpiredClientAccess(db: Db): Promise<void> {
  await deleteInBatches(db, 'client_session', sql`expires_at < now() or created_at < now() - interval '1 year'`)
  await deleteInBatches(db, 'client_link', sql`expires_at < now() - interval '1 day'`)
}

/** SQL that signs out clients in a restored copy, which does not know of later sign-outs. */
export const endCopiedClientSessions = 'delete from client_session; delete from client_link'

/** Conditions for the rows that a backup includes: no sessions and no sign-in links of clients. */
export const clientAccessInBackup = { client_session: 'false', client_link: 'false' }
