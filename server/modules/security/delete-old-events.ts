import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'

/** Deletes entries of the record of security that are older than the company keeps them. */
export async function forgetSecurityEvents(db: Db): Promise<void> {
  await deleteInBatches(
    db,
    'security_event',
    sql`at < now() - (select security_months from organisation) * interval '1 month'`,
  )
}
