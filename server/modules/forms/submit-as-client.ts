import { createHash } from 'node:crypto'
import { Criticality, TicketKind } from '../../../contract/enums.ts'
import type { ComposedForm, FormFieldKind, NewClientSubmission, SubmissionReceipt } from '../../../contract/forms.ts'
import type { Client } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { transact } from '../../platform/transact.ts'
import { listActiveProjects } from '../projects/index.ts'
import { openAsClient } from '../tickets/index.ts'
import { composeTitle, describeAnswers, type FieldAnswer, findAnswer, readAnswers, requireAnswers } from './answers.ts'
import { requireOpenForm } from './forms.ts'

/**
 * Accepts a form from a signed-in client: their own ticket, about a machine and a project of their company. Clients need no
 * proof of work and are never quarantined. Throws invalid, forbidden, not_found.
 */
export async function submitAsClient(
  ctx: Ctx<Client>,
  formId: string,
  input: NewClientSubmission,
): Promise<SubmissionReceipt> {
  return transact(ctx, async (tx) => {
    const form = await requireOpenForm(tx, formId)
    const sender = (await listActiveProjects(tx, ctx.actor)).length > 0 ? 'client' : 'clientWithoutProject'
    requireAnswers(form, input, sender)
    const answers = readAnswers(form, input, sender)
    const hasField = (kind: FormFieldKind) => answers.some(({ field }) => field.kind === kind)
    const ticket = await openAsClient(tx, ctx, {
      title: composeTitle(form, answers),
      description: describeAnswers(withoutLinkedMachine(answers, input), ctx.actor.locale),
      kind: TicketKind.safeParse(findAnswer(answers, 'kind')).data ?? form.kind,
      criticality: Criticality.safeParse(findAnswer(answers, 'criticality')).data ?? form.criticality,
      equipmentIds: input.equipmentId && hasField('machine') ? [input.equipmentId] : [],
      projectId: hasField('project') ? input.projectId : null,
      attachmentIds: [...new Set(input.attachmentIds)],
      channel: 'form',
      teamId: form.teamId,
      concernedId: ctx.actor.id,
    })
    await saveSubmission(tx, ctx.actor, { form, input, ticketId: ticket.id })
    return { number: ticket.number, path: null, isAddressAsked: false }
  })
}

/** Omits the machine's name when the machine was chosen: the ticket links to it. */
const withoutLinkedMachine = (answers: FieldAnswer[], { equipmentId }: NewClientSubmission) =>
  equipmentId ? answers.filter(({ field }) => field.kind !== 'machine') : answers

type SavedSubmission = { form: ComposedForm; input: NewClientSubmission; ticketId: string }

async function saveSubmission(
  tx: Tx,
  { id, locale }: Client,
  { form, input, ticketId }: SavedSubmission,
): Promise<void> {
  const { answers, consent, attachmentIds } = input
  await tx
    .insertInto('form_submission')
    .values({
      id: newId(),
      form_id: form.id,
      contact_id: id,
      ticket_id: ticketId,
      request_hash: createHash('sha256').update(JSON.stringify(input)).digest('base64url'),
      answers: JSON.stringify({ answers, consent }),
      attachment_ids: attachmentIds,
      locale,
    })
    .execute()
}
