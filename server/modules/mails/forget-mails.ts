import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { deleteInBatches } from '../../platform/delete-in-batches.ts'
import { idAt } from '../../platform/id-at.ts'

const keptMonths = 13
const oldestKept = idAt(sql`now() - ${keptMonths} * interval '1 month'`)

/** Deletes mails that were sent or given up more than 13 months ago; what was refused stays on its ticket. */
export async function forgetMails(db: Db): Promise<void> {
  // The index on state and id is walked from its oldest end.
  await deleteInBatches(db, 'mail', sql`state in ('sent', 'cancelled') and id < ${oldestKept}`)
  await deleteInBatches(db, 'opening', sql`id < ${oldestKept}`)
}
