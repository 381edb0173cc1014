import { sql } from 'kysely'
import { AppError } from '../../platform/app-error.ts'
import type { Tx } from '../../platform/database.ts'

/** Maximum number of waiting submissions, and of their files, while new files are accepted. */
const maxWithFiles = 2_000

/** Checks that quarantine can hold more files. Throws quarantine_full at the limit of submissions or files. */
export async function requireRoomForFiles(tx: Tx): Promise<void> {
  const { rows } = await sql<{ isFull: boolean }>`
    select count(*) >= ${sql.lit(maxWithFiles)} or sum(cardinality(attachment_ids)) >= ${sql.lit(maxWithFiles)} as "isFull"
    from (
      select attachment_ids from form_submission where ticket_id is null limit ${sql.lit(maxWithFiles)}
    ) waiting`.execute(tx)
  if (rows[0]?.isFull) throw new AppError('quarantine_full')
}
