import { type NotNull, sql } from 'kysely'
import type { FormField, NewSubmission, Quarantined } from '../../../contract/forms.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Agent, Ctx } from '../../platform/context.ts'
import { system } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { forgetConfirmations, type Reaching } from './confirm-address.ts'
import { formOfSubmission } from './forms.ts'
import { openTicket } from './ticket.ts'

type Kept = Pick<NewSubmission, 'answers' | 'consent'>

export async function listQuarantine(db: Db): Promise<{ items: Quarantined[] }> {
  const rows = await db
    .selectFrom('form_submission')
    .innerJoin('form', 'form.id', 'form_submission.form_id')
    .select(['form_submission.id', 'form_submission.created_at as createdAt', 'form.id as formId', 'form.name'])
    .select([
      sql<Kept>`answers`.as('kept'),
      sql<FormField[]>`form.fields`.as('fields'),
      sql<Quarantined['reasons']>`reasons`.as('reasons'),
      sql<number>`cardinality(attachment_ids)`.as('files'),
    ])
    .where('ticket_id', 'is', null)
    .orderBy('form_submission.created_at', 'desc')
    .limit(100)
    .execute()
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

/** Of two who decide at once, the second finds nothing. Throws not_found. */
async function requireQuarantined(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('form_submission')
    .select(['id', 'form_id as formId', 'pass_id as passId', 'attachment_ids as attachmentIds', 'locale'])
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
    const { kept, formId, passId, attachmentIds, locale } = await requireQuarantined(tx, id)
    const form = await formOfSubmission(tx, formId)
    const input = { ...kept, attachmentIds, locale, website: '' } as NewSubmission
    const { number } = await openTicket(tx, { ...ctx, actor: system }, { id, form, passId, input, reaching })
    await record(tx, ctx, 'form.submission_settled', { subject: 'form', id: formId, data: { number } })
    return { number }
  })
}

/** Its files expire by themselves. */
export async function discardQuarantined(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const { formId } = await requireQuarantined(tx, id)
    await tx.deleteFrom('form_submission').where('id', '=', id).execute()
    await record(tx, ctx, 'form.submission_settled', { subject: 'form', id: formId, data: { number: null } })
  })
}

/** What nobody has decided in 30 days, passes that serve no more, and what nobody confirmed. */
export async function forgetForms(db: Db): Promise<void> {
  await db
    .deleteFrom('form_submission')
    .where('ticket_id', 'is', null)
    .where('created_at', '<', sql<string>`now() - interval '30 days'`)
    .execute()
  await forgetConfirmations(db)
  await db.deleteFrom('form_pass').where('expires_at', '<', sql<string>`now()`).execute()
}
