import { sql } from 'kysely'
import type { Agent } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'

/** Returns whether nothing was entered yet, and how many sample tickets there are. */
export async function readSampleState(db: Db | Tx): Promise<{ fillable: boolean; tickets: number }> {
  const { rows } = await sql<{ fillable: boolean; tickets: number }>`
    select not exists (select from ticket) and not exists (select from contact) and not exists (select from company)
        and not exists (select from equipment) and not exists (select from project) as fillable,
      (select count(*)::int from sample where subject = 'ticket') as tickets`.execute(db)
  return rows[0] ?? { fillable: false, tickets: 0 }
}

export type SampleSubject = 'ticket' | 'contact' | 'company' | 'equipment'
export type SampleIds = Record<SampleSubject, string[]>

export async function listSampleIds(tx: Tx): Promise<SampleIds> {
  const ids: SampleIds = { ticket: [], contact: [], company: [], equipment: [] }
  const rows = await tx.selectFrom('sample').select(['id', 'subject']).forUpdate().execute()
  for (const { id, subject } of rows) ids[subject].push(id)
  return ids
}

export async function recordSamples(tx: Tx, ctx: Ctx<Agent>, samples: 'filled' | 'removed'): Promise<void> {
  const { id } = await tx.selectFrom('organisation').select('id').executeTakeFirstOrThrow()
  await record(tx, ctx, 'organisation.changed', { id, data: { samples } })
}
