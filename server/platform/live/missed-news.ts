import type { EventName, SubjectKind } from '../../../contract/events.ts'
import type { Db } from '../database.ts'
import type { News } from '../news.ts'

const maxMissed = 1_000

/** Returns the position of the newest dispatched event, or 0 before any. */
export async function readNewestSeq(db: Db): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select('seq')
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** Returns the events dispatched after a position, in order, or null when more than 1,000 are missing. */
export async function readNewsAfter(db: Db, seq: number): Promise<News[] | null> {
  const rows = await db
    .selectFrom('event')
    .select(['seq', 'name', 'subject', 'subject_id as id', 'actor_id as by'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(maxMissed + 1)
    .execute()
  if (rows.length > maxMissed) return null
  return rows.map((row) => ({
    ...row,
    seq: row.seq ?? 0,
    name: row.name as EventName,
    subject: row.subject as SubjectKind,
  }))
}
