import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

/** One statement deletes no more, so that it ends long before its time limit. */
const batchSize = 5_000

/** Deletes the rows of a table that meet a condition, however many they are. */
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
