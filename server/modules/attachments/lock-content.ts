import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** Until the transaction ends, nobody else adds or removes this content: its file is never taken away under a new row. */
export async function lockContent(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(tx)
}
