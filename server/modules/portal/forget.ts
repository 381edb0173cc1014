import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** Sessions that ended, and links a day after they did: until then a spent one is told from one that never was. */
export async function forgetClients(db: Db): Promise<void> {
  await db.deleteFrom('client_session').where('expires_at', '<', sql<string>`now()`).execute()
  await db.deleteFrom('client_link').where('expires_at', '<', sql<string>`now() - interval '1 day'`).execute()
}

/** A restored copy knows nothing of sign-outs since: clients sign in anew, by new links. */
export const endCopiedClientSessions = 'delete from client_session; delete from client_link'
