import { type NotNull, sql } from 'kysely'
import { z } from 'zod'
import { Id } from '../../../contract/common.ts'
import type { FormField, NewSubmission, QuarantinedSubmission } from '../../../contract/forms.ts'
import type { Agent } from '../../actors.ts'
import { system } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { releaseUploads } from '../attachments/index.ts'
import { deleteOldConfirmations, type GuestContactConfig } from './confirm-address.ts'
import { readSubmissionForm } from './forms.ts'
import { openGuestTicket } from './open-guest-ticket.ts'

const pageSize = 100
const maxCounted = 1_000
/** Maximum number of waiting submissions, and of their files, while new files are accepted. */
const maxWithFiles = 2_000

const Place = z.tuple([z.iso.datetime({ offset: true }), Id])

type StoredAnswers = Pick<NewSubmission, 'answers' | 'consent'>

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

/** Checks that quarantine can hold more files. Throws quarantine_full at the limit of submissions or files. */
export async function requireRoomForFiles(tx: Tx): Promise<void> {
  const { rows } = await sql<{ isFull: boolean }>`
    select count(*) >= ${sql.lit(maxWithFiles)} or sum(cardinality(attachment_ids)) >= ${sql.lit(maxWithFiles)} as "isFull"
    from (
      select attachment_ids from form_submission where ticket_id is null limit ${sql.lit(maxWithFiles)}
    ) waiting`.execute(tx)
  if (rows[0]?.isFull) throw new AppError('quarantine_full')
}

/** Locks a submission in quarantine, so that only the first of two decisions finds it. Throws not_found. */
async function requireQuarantined(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('form_submission')
    .select(['id', 'form_id as formId', 'pass_id as passId', 'attachment_ids as attachmentIds', 'locale', 'number'])
    .select(sql<StoredAnswers>`answers`.as('stored'))
    .where('id', '=', id)
    .where('ticket_id', 'is', null)
    .$narrowType<{ passId: NotNull }>()
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return row
}

export async function acceptQuarantined(
  ctx: Ctx<Agent>,
  id: string,
  guestContact: GuestContactConfig,
): Promise<{ number: number }> {
  return transact(ctx, async (tx) => {
    const { stored, formId, passId, attachmentIds, locale, number: reserved } = await requireQuarantined(tx, id)
    const form = await readSubmissionForm(tx, formId)
    const input = { ...stored, attachmentIds, locale, website: '' } as NewSubmission
    const { number } = await openGuestTicket(
      tx,
      { ...ctx, actor: system },
      {
        id,
        form,
        passId,
        input,
        guestContact,
        number: reserved,
      },
    )
    await record(tx, ctx, 'form.submission_settled', { id: formId, data: { number } })
    return { number }
  })
}

/** Deletes a submission in quarantine; its files expire. Throws not_found. */
export async function discardQuarantined(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    await requireQuarantined(tx, id)
    await discard(tx, ctx, [id])
  })
}

/** Deletes submissions in quarantine, passing over those that were settled meanwhile; their files expire. */
export async function discardManyQuarantined(ctx: Ctx<Agent>, ids: readonly string[]): Promise<undefined> {
  await transact(ctx, (tx) => discard(tx, ctx, ids))
}

async function discard(tx: Tx, ctx: Ctx<Agent>, ids: readonly string[]): Promise<void> {
  const discarded = await tx
    .deleteFrom('form_submission')
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('ticket_id', 'is', null)
    .returning(['form_id as formId', 'pass_id as passId'])
    .$narrowType<{ passId: NotNull }>()
    .execute()
  await releaseUploads(
    tx,
    discarded.map(({ passId }) => passId),
  )
  for (const { formId } of discarded)
    await record(tx, ctx, 'form.submission_settled', { id: formId, data: { number: null } })
}

/**
 * Deletes expired passes, old confirmations, and submissions that nobody settled within 30 days of being shown or mailed
 * to an agent who may settle them.
 */
export async function deleteOldSubmissions(db: Db): Promise<void> {
  const { rows } = await sql<{ passId: string }>`
    delete from form_submission submission
    where ticket_id is null and created_at < now() - interval '30 days'
      and least(noticed_at, (
        select min(sent_at) from mail
        where purpose = 'quarantine' and state = 'sent' and sent_at >= submission.created_at
      )) < now() - interval '30 days'
    returning pass_id as "passId"`.execute(db)
  await releaseUploads(
    db,
    rows.map(({ passId }) => passId),
  )
  await deleteOldConfirmations(db)
  await db.deleteFrom('form_pass').where('expires_at', '<', sql<string>`now()`).execute()
}
