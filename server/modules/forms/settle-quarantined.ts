import { type NotNull, sql } from 'kysely'
import type { NewSubmission } from '../../../contract/forms.ts'
import type { Agent } from '../../actors.ts'
import { system } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'
import { releaseUploads } from '../attachments/index.ts'
import type { GuestContactConfig } from './confirm-address.ts'
import { readSubmissionForm } from './forms.ts'
import { openGuestTicket } from './open-guest-ticket.ts'

export type StoredAnswers = Pick<NewSubmission, 'answers' | 'consent'>

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
