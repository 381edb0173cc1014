import { createHash, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ComposedForm, NewSubmission, Received } from '../../../contract/forms.ts'
import { actLimits } from '../../../contract/limits.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import type { Sender } from '../../platform/http/sender.ts'
import { record } from '../../platform/record.ts'
import { countAct } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { keepUploads } from '../attachments/index.ts'
import { followHash, followPath } from '../portal/index.ts'
import { reserveNumber } from '../tickets/index.ts'
import { answerTo, readAnswers, requireAnswers } from './answers.ts'
import { isAddressAsked, type Reaching } from './confirm-address.ts'
import { formOfSubmission, requireOpenForm } from './forms.ts'
import { requirePass } from './passes.ts'
import { requireRoomForFiles } from './quarantine.ts'
import { suspicions } from './suspicions.ts'
import { openTicket } from './ticket.ts'

type Sent = { formId: string; authorization: string | undefined; sender: Sender; reaching: Reaching }

/**
 * Takes a submission in: a ticket, or quarantine. A pass serves for one; the same one sent again gets the first answer.
 * Throws proof_refused, invalid, not_found, idempotency_mismatch, quarantine_full, limit_reached.
 */
export async function submit(ctx: Ctx, sent: Sent, input: NewSubmission): Promise<Received> {
  const requestHash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
  return transact(ctx, async (tx) => {
    const pass = await requirePass(tx, sent.formId, sent.authorization)
    const before = await findSent(tx, pass.id)
    if (before) {
      if (before.requestHash !== requestHash) throw new AppError('idempotency_mismatch')
      return received(before, sent, await formOfSubmission(tx, sent.formId), input)
    }
    const form = await requireOpenForm(tx, sent.formId)
    requireAnswers(form, input)
    if (!sent.sender.isProxied) await countAct(tx, actLimits.submission, sent.sender.networkHash)
    const reasons = await suspicions(tx, input, { askedAt: pass.askedAt, sender: sent.sender })
    if (reasons.length > 0 && input.attachmentIds.length > 0) await requireRoomForFiles(tx)
    const id = randomUUIDv7()
    const waiting = reasons.length > 0 ? await waitingColumns(tx, sent.reaching.linkSecret, id) : null
    await tx
      .insertInto('form_submission')
      .values({
        id,
        ...waiting,
        form_id: form.id,
        pass_id: pass.id,
        request_hash: requestHash,
        answers: JSON.stringify({ answers: input.answers, consent: input.consent }),
        attachment_ids: input.attachmentIds,
        locale: input.locale,
        address_hash: sent.sender.addressHash,
        network_hash: sent.sender.networkHash,
        reasons,
      })
      .execute()
    if (reasons.length === 0) {
      const ticket = await openTicket(tx, ctx, { id, form, passId: pass.id, input, reaching: sent.reaching })
      return received({ id, number: ticket.number }, sent, form, input)
    }
    await keepUploads(tx, pass.id, input.attachmentIds)
    await record(tx, ctx, 'form.submission_quarantined', { subject: 'form', id: form.id, data: { reasons } })
    return received({ id, number: waiting?.number ?? null, wasQuarantined: true }, sent, form, input)
  })
}

/** The sender of a submission in quarantine gets what everybody gets: a robot would learn from less what passes. */
async function waitingColumns(tx: Tx, linkSecret: string, submissionId: string) {
  return { number: await reserveNumber(tx), link_hash: followHash(linkSecret, submissionId) }
}

const findSent = (tx: Tx, passId: string) =>
  tx
    .selectFrom('form_submission')
    .leftJoin('ticket', 'ticket.id', 'form_submission.ticket_id')
    .select(['form_submission.id', 'request_hash as requestHash'])
    .select(sql<number | null>`coalesce(ticket.number, form_submission.number)`.as('number'))
    .select(sql<boolean>`reasons <> '{}'`.as('wasQuarantined'))
    .where('pass_id', '=', passId)
    .executeTakeFirst()

function received(
  { id, number, wasQuarantined = false }: { id: string; number: number | null; wasQuarantined?: boolean },
  { reaching }: Sent,
  form: ComposedForm,
  input: NewSubmission,
): Received {
  if (number === null) throw new AppError('internal')
  const email = answerTo(readAnswers(form, input), 'email')
  return {
    number,
    path: followPath(reaching.linkSecret, id),
    isAddressAsked: !wasQuarantined && isAddressAsked(form, email, reaching),
  }
}
