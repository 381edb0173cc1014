import { createHash, randomUUIDv7 } from 'node:crypto'
import { Criticality, TicketKind } from '../../../contract/enums.ts'
import type { ComposedForm, FormFieldKind, NewClientSubmission, Received } from '../../../contract/forms.ts'
import type { Client, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { transact } from '../../platform/transact.ts'
import { listActiveProjects } from '../projects/index.ts'
import { openAsClient } from '../tickets/index.ts'
import { type Answered, answerTo, describeAnswers, readAnswers, requireAnswers, titleOf } from './answers.ts'
import { requireOpenForm } from './forms.ts'

/**
 * A form of who is signed in: their own ticket, about a machine and a project of their company. Who is known is neither
 * asked for a proof of work nor suspected. Throws invalid, forbidden, not_found.
 */
export async function submitAsClient(ctx: Ctx<Client>, formId: string, input: NewClientSubmission): Promise<Received> {
  return transact(ctx, async (tx) => {
    const form = await formFor(tx, ctx.actor, formId)
    requireAnswers(form, input, 'client')
    const answers = readAnswers(form, input, 'client')
    const isAsked = (kind: FormFieldKind) => answers.some(({ field }) => field.kind === kind)
    const ticket = await openAsClient(tx, ctx, {
      title: titleOf(form, answers),
      description: describeAnswers(inWords(answers, input), ctx.actor.locale),
      kind: TicketKind.safeParse(answerTo(answers, 'kind')).data ?? form.kind,
      criticality: Criticality.safeParse(answerTo(answers, 'criticality')).data ?? form.criticality,
      equipmentIds: input.equipmentId && isAsked('machine') ? [input.equipmentId] : [],
      projectId: isAsked('project') ? input.projectId : null,
      attachmentIds: [...new Set(input.attachmentIds)],
      channel: 'form',
      teamId: form.teamId,
      concernedId: ctx.actor.id,
    })
    await keep(tx, ctx.actor, { form, input, ticketId: ticket.id })
    return { number: ticket.number, path: null, isAddressAsked: false }
  })
}

/** Who has no project to choose is not asked for one. */
async function formFor(tx: Tx, client: Client, id: string): Promise<ComposedForm> {
  const form = await requireOpenForm(tx, id)
  if ((await listActiveProjects(tx, client)).length > 0) return form
  return { ...form, fields: form.fields.filter(({ kind }) => kind !== 'project') }
}

/** A machine that was chosen is linked to the ticket: nothing of it is said in words. */
const inWords = (answers: Answered[], { equipmentId }: NewClientSubmission) =>
  equipmentId ? answers.filter(({ field }) => field.kind !== 'machine') : answers

type Kept = { form: ComposedForm; input: NewClientSubmission; ticketId: string }

async function keep(tx: Tx, { id, locale }: Client, { form, input, ticketId }: Kept): Promise<void> {
  const { answers, consent, attachmentIds } = input
  await tx
    .insertInto('form_submission')
    .values({
      id: randomUUIDv7(),
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
