import { sql } from 'kysely'
import type { ActionSubject } from '../../../contract/actions.ts'
import type { Tx } from '../../platform/database.ts'

/** Moves the actions about a merged record to the one that stays. */
export async function moveActions(
  tx: Tx,
  kind: Exclude<ActionSubject['kind'], 'ticket'>,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const column = sql.ref(`${kind}_id`)
  await sql`update action set ${column} = ${into}::uuid where ${column} = ${from}::uuid`.execute(tx)
}
