import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ComposedForm, NewSubmission, SubmissionReceipt } from '../../../contract/forms.ts'
import { actLimits } from '../../../contract/limits.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import type { Sender } from '../../platform/http/sender.ts'
import { newId } from '../../platform/new-id.ts'
import { record } from '../../platform/record.ts'
import { countAct } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { holdUploads } from '../attachments/index.ts'
import { guestLinkHash, guestLinkPath } from '../portal/index.ts'
import { reserveNumber } from '../tickets/index.ts'
import { findAnswer, readAnswers, requireAnswers } from './answers.ts'
import { type GuestContactConfig, shouldConfirmAddress } from './confirm-address.ts'
import { readSubmissionForm, requireOpenForm } from './forms.ts'
import { openGuestTicket } from './open-guest-ticket.ts'
import { requirePass } from './passes.ts'
import { requireRoomForFiles } from './room-for-files.ts'
import { findSuspicions } from './suspicions.ts'

type SubmissionContext = {
  formId: string
  authorization: string | undefined
  sender: Sender
  guestContact: GuestContactConfig
}

/**
 * Accepts a submission as a ticket, or into quarantine. A pass serves once; the same submission sent again gets the
 * first response. Throws proof_refused, invalid, not_found, idempotency_mismatch, quarantine_full, limit_reached.
 */
export async function submitAsGuest(
  ctx: Ctx,
  context: SubmissionContext,
  input: NewSubmission,
): Promise<SubmissionReceipt> {
  const requestHash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
  return transact(ctx, async (tx) => {
    const pass = await requirePass(tx, context.formId, context.authorization)
    const previous = await findSubmission(tx, pass.id)
    if (previous) {
      if (previous.requestHash !== requestHash) throw new AppError('idempotency_mismatch')
      return buildReceipt(previous, context, await readSubmissionForm(tx, context.formId), input)
    }
    const form = await requireOpenForm(tx, context.formId)
    requireAnswers(form, input)
    if (!context.sender.isProxied) await countAct(tx, actLimits.submission, context.sender.networkHash)
    const reasons = await findSuspicions(tx, input, { requestedAt: pass.requestedAt, sender: context.sender })
    if (reasons.length > 0 && input.attachmentIds.length > 0) await requireRoomForFiles(tx)
    const id = newId()
    const receipt = reasons.length > 0 ? await reserveReceipt(tx, context.guestContact.linkSecret, id) : null
    await tx
      .insertInto('form_submission')
      .values({
        id,
        ...receipt,
        form_id: form.id,
        pass_id: pass.id,
        request_hash: requestHash,
        answers: JSON.stringify({ answers: input.answers, consent: input.consent }),
        attachment_ids: input.attachmentIds,
        locale: input.locale,
        address_hash: context.sender.addressHash,
        network_hash: context.sender.networkHash,
        reasons,
      })
      .execute()
    if (reasons.length === 0) {
      const ticket = await openGuestTicket(tx, ctx, {
        id,
        form,
        passId: pass.id,
        input,
        guestContact: context.guestContact,
      })
      return buildReceipt({ id, number: ticket.number }, context, form, input)
    }
    await holdUploads(tx, pass.id, input.attachmentIds)
    await record(tx, ctx, 'form.submission_quarantined', { id: form.id, data: { reasons } })
    return buildReceipt({ id, number: receipt?.number ?? null, wasQuarantined: true }, context, form, input)
  })
}

/** Reserves a number and link, as any ticket has: a different response would teach robots how to pass. */
async function reserveReceipt(tx: Tx, linkSecret: string, submissionId: string) {
  return { number: await reserveNumber(tx), link_hash: guestLinkHash(linkSecret, submissionId) }
}

const findSubmission = (tx: Tx, passId: string) =>
  tx
    .selectFrom('form_submission')
    .leftJoin('ticket', 'ticket.id', 'form_submission.ticket_id')
    .select(['form_submission.id', 'request_hash as requestHash'])
    .select(sql<number | null>`coalesce(ticket.number, form_submission.number)`.as('number'))
    .select(sql<boolean>`reasons <> '{}'`.as('wasQuarantined'))
    .where('pass_id', '=', passId)
    .executeTakeFirst()

function buildReceipt(
  { id, number, wasQuarantined = false }: { id: string; number: number | null; wasQuarantined?: boolean },
  { guestContact }: SubmissionContext,
  form: ComposedForm,
  input: NewSubmission,
): SubmissionReceipt {
  if (number === null) throw new AppError('internal')
  const email = findAnswer(readAnswers(form, input), 'email')
  return {
    number,
    path: guestLinkPath(guestContact.linkSecret, id),
    isAddressAsked: !wasQuarantined && shouldConfirmAddress(form, email, guestContact),
  }
}
