import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'

/** Deletes security events older than the company's retention period. */
export async function deleteOldSecurityEvents(db: Db): Promise<void> {
  await deleteInBatches(
    db,
    'security_event',
    sql`at < now() - (select security_months from organisation) * interval '1 month'`,
  )
}
