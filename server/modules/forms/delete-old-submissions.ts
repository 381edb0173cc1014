import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { releaseUploads } from '../attachments/index.ts'
import { deleteOldConfirmations } from './confirm-address.ts'

/**
 * Deletes expired passes, old confirmations, and submissions that nobody settled within 30 days of being shown or mailed
 * to an agent who may settle them.
 */
export async function deleteOldSubmissions(db: Db): Promise<void> {
  const { rows } = await sql<{ passId: string }>`
    delete from form_submission submission
    where ticket_id is null and created_at < now() - interval '30 days'
      and least(noticed_at, (
        select min(sent_at) from mail
        where purpose = 'quarantine' and state = 'sent' and sent_at >= submission.created_at
      )) < now() - interval '30 days'
    returning pass_id as "passId"`.execute(db)
  await releaseUploads(
    db,
    rows.map(({ passId }) => passId),
  )
  await deleteOldConfirmations(db)
  await db.deleteFrom('form_pass').where('expires_at', '<', sql<string>`now()`).execute()
}
