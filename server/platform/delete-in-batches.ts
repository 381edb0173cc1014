import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/** Maximum number of rows in one statement, well within the statement timeout. */
const batchSize = 5_000

/** Deletes all rows of a table that meet a condition, in batches. */
export async function deleteInBatches(
  db: Db,
  table: string,
  condition: RawBuilder<boolean>,
  atOnce = batchSize,
): Promise<void> {
  for (let deleted = atOnce; deleted === atOnce; ) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where ${condition} limit ${sql.lit(atOnce)}))`.execute(db)
    deleted = Number(numAffectedRows)
  }
}
