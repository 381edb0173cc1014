import { Criticality, TicketKind } from '../../../contract/enums.ts'
import type { ComposedForm, NewSubmission } from '../../../contract/forms.ts'
import { translate } from '../../../i18n/index.ts'
import type { Client, Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { adoptUploads } from '../attachments/index.ts'
import { insertContact, listNamesAtAddress } from '../contacts/index.ts'
import { makeGuestLink } from '../portal/index.ts'
import { openAsGuest, remarkOnAddress } from '../tickets/index.ts'
import { answerTo, describeAnswers, readAnswers, titleOf } from './answers.ts'
import { askToConfirm, isAddressAsked, type Reaching } from './confirm-address.ts'

type Submitted = {
  id: string
  form: ComposedForm
  passId: string
  input: NewSubmission
  reaching: Reaching
  /** Reserved when the submission went to quarantine. */
  number?: number | null
}

/**
 * The ticket of a guest. They are a contact of their own under the name they typed, without an address: nobody has shown
 * that it is theirs, so nothing of whoever has it is seen, and no mail goes there but the one that asks. The team is told
 * whose it is.
 */
export async function openTicket(tx: Tx, ctx: Ctx, { id, form, passId, input, reaching, number = null }: Submitted) {
  const { locale } = input
  const answers = readAnswers(form, input)
  const [name, email, phone] = [answerTo(answers, 'name'), answerTo(answers, 'email'), answerTo(answers, 'phone')]
  const said = email ? ` · ${email} (${translate(locale, 'forms.unverified')})` : ''
  const contactId = await insertContact(tx, ctx, {
    name: name ?? email ?? translate(locale, 'forms.guest'),
    kind: 'client',
    locale,
    phone,
    mobile: null,
    email: null,
    jobTitle: null,
    companyId: null,
    companyWords: answerTo(answers, 'company'),
    supervisor: false,
    externalRef: null,
    notes: `${form.name}${said}`,
  })
  const guest: Client = {
    kind: 'contact',
    id: contactId,
    name: name ?? '',
    email: null,
    locale,
    companyId: null,
    supervisor: false,
    partner: false,
    projectIds: [],
    onlyTicketId: null,
  }
  const known = email ? await listNamesAtAddress(tx, email.toLowerCase()) : []
  const ticket = await openAsGuest(
    tx,
    { ...ctx, actor: guest },
    {
      title: titleOf(form, answers),
      description: describeAnswers(answers, locale),
      kind: TicketKind.safeParse(answerTo(answers, 'kind')).data ?? form.kind,
      criticality: Criticality.safeParse(answerTo(answers, 'criticality')).data ?? form.criticality,
      teamId: form.teamId,
      number,
      remark: email ? remarkOnAddress(email, known, isAddressAsked(form, email, reaching)) : null,
    },
  )
  await adoptUploads(tx, passId, guest, input.attachmentIds, { ticketId: ticket.id, atOpening: true })
  await makeGuestLink(tx, { submissionId: id, ticketId: ticket.id, contactId, linkSecret: reaching.linkSecret })
  if (email && isAddressAsked(form, email, reaching))
    await askToConfirm(tx, reaching, { contactId, ticketId: ticket.id, email })
  await tx.updateTable('form_submission').set({ ticket_id: ticket.id }).where('id', '=', id).execute()
  return ticket
}
