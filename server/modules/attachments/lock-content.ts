import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** Locks a content until commit, so that no file is deleted while another transaction adds a row for it. */
export async function lockContent(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(tx)
}
