import { Criticality, TicketKind } from '../../../contract/enums.ts'
import type { ComposedForm, NewSubmission } from '../../../contract/forms.ts'
import { translate } from '../../../i18n/index.ts'
import type { Client } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { attachGuestUploads } from '../attachments/index.ts'
import { insertContact, listNamesAtAddress } from '../contacts/index.ts'
import { insertGuestLink } from '../portal/index.ts'
import { describeUnverifiedAddress, openAsGuest } from '../tickets/index.ts'
import { composeTitle, describeAnswers, findAnswer, readAnswers } from './answers.ts'
import { type GuestContactConfig, sendConfirmation, shouldConfirmAddress } from './confirm-address.ts'

type TicketInput = {
  id: string
  form: ComposedForm
  passId: string
  input: NewSubmission
  guestContact: GuestContactConfig
  /** Reserved when the submission went to quarantine. */
  number?: number | null
}

/**
 * Opens the ticket of a guest. The guest becomes a new contact with the typed name and no address: it is not confirmed
 * yet, so data of its owner stays hidden and the only mail to it is the confirmation. A remark tells the team whose
 * address it is.
 */
export async function openGuestTicket(
  tx: Tx,
  ctx: Ctx,
  { id, form, passId, input, guestContact, number = null }: TicketInput,
) {
  const { locale } = input
  const answers = readAnswers(form, input)
  const [name, email, phone] = [findAnswer(answers, 'name'), findAnswer(answers, 'email'), findAnswer(answers, 'phone')]
  const emailNote = email ? ` · ${email} (${translate(locale, 'forms.unverified')})` : ''
  const contactId = await insertContact(tx, ctx, {
    name: name ?? email ?? translate(locale, 'forms.guest'),
    kind: 'client',
    locale,
    phone,
    mobile: null,
    email: null,
    jobTitle: null,
    companyId: null,
    companyWords: findAnswer(answers, 'company'),
    supervisor: false,
    externalRef: null,
    notes: `${form.name}${emailNote}`,
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
      title: composeTitle(form, answers),
      description: describeAnswers(answers, locale),
      kind: TicketKind.safeParse(findAnswer(answers, 'kind')).data ?? form.kind,
      criticality: Criticality.safeParse(findAnswer(answers, 'criticality')).data ?? form.criticality,
      teamId: form.teamId,
      number,
      remark: email ? describeUnverifiedAddress(email, known, shouldConfirmAddress(form, email, guestContact)) : null,
    },
  )
  await attachGuestUploads(tx, passId, guest, input.attachmentIds, { ticketId: ticket.id, atOpening: true })
  await insertGuestLink(tx, { submissionId: id, ticketId: ticket.id, contactId, linkSecret: guestContact.linkSecret })
  if (email && shouldConfirmAddress(form, email, guestContact))
    await sendConfirmation(tx, guestContact, { contactId, ticketId: ticket.id, email })
  await tx.updateTable('form_submission').set({ ticket_id: ticket.id }).where('id', '=', id).execute()
  return ticket
}
