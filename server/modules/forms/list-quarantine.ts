import { sql } from 'kysely'
import { z } from 'zod'
import { Id } from '../../../contract/common.ts'
import type { FormField, QuarantinedSubmission } from '../../../contract/forms.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import type { StoredAnswers } from './settle-quarantined.ts'

const pageSize = 100

const maxCounted = 1_000

const Place = z.tuple([z.iso.datetime({ offset: true }), Id])

/** Lists submissions in quarantine, newest first, and marks them as shown to an agent who may settle them. */
export async function listQuarantine(
  db: Db,
  { cursor }: { cursor?: string | undefined },
): Promise<{ items: QuarantinedSubmission[]; next: string | null }> {
  const after = cursor === undefined ? null : readCursor(Place, cursor)
  const found = await db
    .selectFrom('form_submission')
    .innerJoin('form', 'form.id', 'form_submission.form_id')
    .select(['form_submission.id', 'form_submission.number', 'form_submission.created_at as createdAt'])
    .select(['form.id as formId', 'form.name'])
    .select([
      sql<StoredAnswers>`answers`.as('stored'),
      sql<FormField[]>`form.fields`.as('fields'),
      sql<QuarantinedSubmission['reasons']>`reasons`.as('reasons'),
      sql<number>`cardinality(attachment_ids)`.as('files'),
    ])
    .where('ticket_id', 'is', null)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(form_submission.created_at, form_submission.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('form_submission.created_at', 'desc')
    .orderBy('form_submission.id', 'desc')
    .limit(pageSize + 1)
    .execute()
  const rows = found.slice(0, pageSize)
  await markShown(
    db,
    rows.map(({ id }) => id),
  )
  const items = rows.map(({ formId, name, stored, fields, ...row }) => ({
    ...row,
    form: { id: formId, name },
    answers: fields.flatMap(({ id, label }) => {
      const answer = stored.answers[id] ?? ''
      return answer === '' ? [] : [{ label, answer }]
    }),
  }))
  const last = found.length > pageSize ? rows.at(-1) : undefined
  return { items, next: last ? writeCursor([last.createdAt, last.id]) : null }
}

async function markShown(db: Db, ids: string[]): Promise<void> {
  await db
    .updateTable('form_submission')
    .set({ noticed_at: sql`now()` })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('noticed_at', 'is', null)
    .execute()
}

/** Counts submissions in quarantine, up to 1,000. */
export async function countQuarantine(db: Db): Promise<{ count: number; capped: boolean }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from form_submission where ticket_id is null limit ${sql.lit(maxCounted + 1)}) counted`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, maxCounted), capped: count > maxCounted }
}
