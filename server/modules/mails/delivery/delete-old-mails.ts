import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import { deleteInBatches } from '../../../platform/delete-in-batches.ts'
import { lowestIdAt } from '../../../platform/lowest-id.ts'

const retentionMonths = 13
const cutoff = lowestIdAt(sql`now() - ${retentionMonths} * interval '1 month'`)

/** Deletes mails that were sent or cancelled more than 13 months ago. Refused mails stay on their ticket. */
export async function deleteOldMails(db: Db): Promise<void> {
  // Walks the index on state and id from its oldest end.
  await deleteInBatches(db, 'mail', sql`state in ('sent', 'cancelled') and id < ${cutoff}`)
  await deleteInBatches(db, 'opening', sql`id < ${cutoff}`)
}
