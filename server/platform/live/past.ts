import type { EventName, SubjectKind } from '../../../contract/events.ts'
import type { Db } from '../database.ts'
import type { News } from '../news.ts'

const pastAtMost = 1_000

/** The place of the newest dispatched event; 0 before any. */
export async function newestSeq(db: Db): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select('seq')
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** Dispatched events after a place, in order; null when more than 1,000 are missing. */
export async function newsAfter(db: Db, seq: number): Promise<News[] | null> {
  const rows = await db
    .selectFrom('event')
    .select(['seq', 'name', 'subject', 'subject_id as id', 'actor_id as by'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(pastAtMost + 1)
    .execute()
  if (rows.length > pastAtMost) return null
  return rows.map((row) => ({
    ...row,
    seq: row.seq ?? 0,
    name: row.name as EventName,
    subject: row.subject as SubjectKind,
  }))
}
