import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** Deletes entries of the record of security that are older than the company keeps them. */
export async function forgetSecurityEvents(db: Db): Promise<void> {
  await db
    .deleteFrom('security_event')
    .where('at', '<', sql<string>`now() - (select security_months from organisation) * interval '1 month'`)
    .execute()
}
