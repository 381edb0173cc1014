import { sql } from 'kysely'
import type { Db } from './database.ts'

export const forgetAnswersTask = 'platform.forget-answers'

/** A request is repeated within minutes, a draft within days: answers are kept for 30 of them. */
export async function forgetAnswers(db: Db): Promise<void> {
  await db.deleteFrom('idempotency_key').where('created_at', '<', sql<string>`now() - interval '30 days'`).execute()
}
