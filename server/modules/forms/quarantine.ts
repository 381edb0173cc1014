import { type NotNull, sql } from 'kysely'
import type { FormField, NewSubmission, Quarantined } from '../../../contract/forms.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import { system } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { releaseUploads } from '../attachments/index.ts'
import { forgetConfirmations, type Reaching } from './confirm-address.ts'
import { formOfSubmission } from './forms.ts'
import { openTicket } from './ticket.ts'

/** The list is for a person to go through. */
const shownAtMost = 100

type Kept = Pick<NewSubmission, 'answers' | 'consent'>

/** Lists the newest submissions in quarantine, 100 at most, and notes that somebody who may settle them was shown them. */
export async function listQuarantine(db: Db): Promise<{ items: Quarantined[] }> {
  const rows = await db
    .selectFrom('form_submission')
    .innerJoin('form', 'form.id', 'form_submission.form_id')
    .select(['form_submission.id', 'form_submission.number', 'form_submission.created_at as createdAt'])
    .select(['form.id as formId', 'form.name'])
    .select([
      sql<Kept>`answers`.as('kept'),
      sql<FormField[]>`form.fields`.as('fields'),
      sql<Quarantined['reasons']>`reasons`.as('reasons'),
      sql<number>`cardinality(attachment_ids)`.as('files'),
    ])
    .where('ticket_id', 'is', null)
    .orderBy('form_submission.created_at', 'desc')
    .limit(shownAtMost)
    .execute()
  await markNoticed(
    db,
    rows.map(({ id }) => id),
  )
  const items = rows.map(({ formId, name, kept, fields, ...row }) => ({
    ...row,
    form: { id: formId, name },
    answers: fields.flatMap(({ id, label }) => {
      const answer = kept.answers[id] ?? ''
      return answer === '' ? [] : [{ label, answer }]
    }),
  }))
  return { items }
}

async function markNoticed(db: Db, ids: string[]): Promise<void> {
  await db
    .updateTable('form_submission')
    .set({ noticed_at: sql`now()` })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('noticed_at', 'is', null)
    .execute()
}

/** Counts submissions in quarantine, up to 100. */
export async function countQuarantine(db: Db): Promise<{ count: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from form_submission where ticket_id is null limit ${sql.lit(shownAtMost)}) counted`.execute(db)
  return { count: rows[0]?.count ?? 0 }
}

/** Of two who decide at once, the second finds nothing. Throws not_found. */
async function requireQuarantined(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('form_submission')
    .select(['id', 'form_id as formId', 'pass_id as passId', 'attachment_ids as attachmentIds', 'locale', 'number'])
    .select(sql<Kept>`answers`.as('kept'))
    .where('id', '=', id)
    .where('ticket_id', 'is', null)
    .$narrowType<{ passId: NotNull }>()
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return row
}

export async function acceptQuarantined(ctx: Ctx<Agent>, id: string, reaching: Reaching): Promise<{ number: number }> {
  return transact(ctx, async (tx) => {
    const { kept, formId, passId, attachmentIds, locale, number: reserved } = await requireQuarantined(tx, id)
    const form = await formOfSubmission(tx, formId)
    const input = { ...kept, attachmentIds, locale, website: '' } as NewSubmission
    const { number } = await openTicket(
      tx,
      { ...ctx, actor: system },
      {
        id,
        form,
        passId,
        input,
        reaching,
        number: reserved,
      },
    )
    await record(tx, ctx, 'form.submission_settled', { subject: 'form', id: formId, data: { number } })
    return { number }
  })
}

/** Deletes a submission in quarantine; its files expire. Throws not_found. */
export async function discardQuarantined(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const { formId, passId } = await requireQuarantined(tx, id)
    await releaseUploads(tx, [passId])
    await tx.deleteFrom('form_submission').where('id', '=', id).execute()
    await record(tx, ctx, 'form.submission_settled', { subject: 'form', id: formId, data: { number: null } })
  })
}

/**
 * Deletes submissions that nobody settled within 30 days of being shown or mailed to somebody who may, expired passes, and
 * confirmations that nobody gave.
 */
export async function forgetForms(db: Db): Promise<void> {
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
  await forgetConfirmations(db)
  await db.deleteFrom('form_pass').where('expires_at', '<', sql<string>`now()`).execute()
}
