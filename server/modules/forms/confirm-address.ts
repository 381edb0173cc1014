import { sql } from 'kysely'
import type { ComposedForm } from '../../../contract/forms.ts'
import type { AddressConfirmation } from '../../../contract/portal.ts'
import { translate } from '../../../i18n/index.ts'
import type { Client } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/new-id.ts'
import { linkRefusal, newLink, spendLink, withToken } from '../../platform/single-use-links.ts'
import { transact } from '../../platform/transact.ts'
import { listOthersAtAddress, requireContact, saveConfirmedAddress } from '../contacts/index.ts'
import { confirmationToken, type MailEnvironment, queueConfirmationMail } from '../mails/index.ts'
import { deleteGuestLink, requireClient } from '../portal/index.ts'
import { addGuestNote, transferToClient } from '../tickets/index.ts'

/** Configuration for contact with a guest: the mail that confirms their address, and the secret link of their ticket. */
export type GuestContactConfig = { environment: MailEnvironment; mailSecret: string; linkSecret: string }

const validMinutes = 7 * 24 * 60

/** Tells whether a guest's address gets a confirmation mail. Without a public URL its link would lead nowhere. */
export const shouldConfirmAddress = (
  form: ComposedForm,
  email: string | null,
  { environment }: GuestContactConfig,
): boolean => form.confirmEmail && email !== null && environment.publicUrl !== undefined

/** Mails a confirmation to a client without an address, such as a user of a website. Throws forbidden. */
export async function requestAddressConfirmation(
  ctx: Ctx<Client>,
  guestContact: GuestContactConfig,
  email: string,
): Promise<undefined> {
  const { id: contactId, email: known, onlyTicketId } = ctx.actor
  if (known !== null || onlyTicketId !== null) throw new AppError('forbidden')
  await transact(ctx, (tx) => sendConfirmation(tx, guestContact, { contactId, ticketId: null, email }))
}

/** Mails a confirmation link to an address that somebody typed. */
export async function sendConfirmation(
  tx: Tx,
  { environment, mailSecret }: GuestContactConfig,
  { contactId, ticketId, email }: { contactId: string; ticketId: string | null; email: string },
): Promise<void> {
  const address = email.toLowerCase()
  const mailId = await queueConfirmationMail(tx, environment, { contactId, address })
  if (mailId === null) return
  const id = newId()
  await tx
    .insertInto('address_confirmation')
    .values({
      id,
      mail_id: mailId,
      contact_id: contactId,
      ticket_id: ticketId,
      address,
      ...newLink(confirmationToken(mailSecret, id), { validMinutes }),
    })
    .execute()
}

/**
 * Mails a new confirmation to the same address, given the token of an expired one. Throws link_spent for a used token,
 * link_refused for an unknown one.
 */
export async function renewConfirmation(ctx: Ctx, guestContact: GuestContactConfig, token: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const expired = await tx
      .selectFrom('address_confirmation')
      .select(['contact_id as contactId', 'ticket_id as ticketId', 'address as email', 'used_at'])
      .where(withToken(token))
      .executeTakeFirst()
    if (!expired) throw new AppError('link_refused')
    if (expired.used_at) throw new AppError('link_spent')
    await sendConfirmation(tx, guestContact, expired)
  })
}

type Confirmation = { ticketId: string | null; contactId: string; address: string }

/**
 * Confirms that the reader of a mailbox owns the address. An address that no contact has becomes the guest's; when exactly
 * one contact has it, the ticket passes to that contact; else the team is informed. Throws link_spent, link_expired.
 */
export async function confirmAddress(ctx: Ctx, token: string): Promise<AddressConfirmation> {
  return transact(ctx, async (tx) => {
    const link = await spendLink(tx, 'address_confirmation', withToken(token))
    if (!link) throw new AppError(await linkRefusal(tx, 'address_confirmation', token))
    const confirmation = { ticketId: link.ticket_id, contactId: link.contact_id, address: link.address }
    // Serialises confirmations of one address, so that only one guest can get a new address.
    await sql`select pg_advisory_xact_lock(hashtextextended(${confirmation.address}, 21))`.execute(tx)
    const { ticketId } = confirmation
    if (ticketId === null) return addAddress(tx, ctx, confirmation)
    const outcome = await assignTicket(tx, ctx, { ...confirmation, ticketId })
    const { number } = await tx
      .selectFrom('ticket')
      .select('number')
      .where('id', '=', ticketId)
      .executeTakeFirstOrThrow()
    return { number, outcome }
  })
}

/**
 * Adds the confirmed address to a client. Other contacts may have it too: the reader of that mailbox can sign in as them
 * anyway. Throws link_expired when an agent has noted another address meanwhile.
 */
async function addAddress(tx: Tx, ctx: Ctx, { contactId, address }: Confirmation): Promise<AddressConfirmation> {
  const client = await requireClient(tx, contactId)
  if (client.email !== null && client.email !== address) throw new AppError('link_expired')
  const { notes } = await requireContact(tx, contactId)
  const update = { email: address, notes: notes.replace(`${address} (?)`, address) }
  await saveConfirmedAddress(tx, { ...ctx, actor: client }, contactId, update)
  return { number: null, outcome: 'added' }
}

async function assignTicket(
  tx: Tx,
  ctx: Ctx,
  confirmation: Confirmation & { ticketId: string },
): Promise<AddressConfirmation['outcome']> {
  const { ticketId, contactId, address } = confirmation
  const guest = await requireClient(tx, contactId)
  const [owner, another] = await listOthersAtAddress(tx, address, contactId)
  const isTheirs = !owner && (guest.email === null || guest.email === address)
  await updateGuest(tx, { ...ctx, actor: guest }, confirmation, isTheirs)
  if (owner && !another) {
    const by = { ...ctx, actor: await requireClient(tx, owner) }
    if (await transferToClient(tx, by, { ticketId, guestId: contactId })) {
      await deleteGuestLink(tx, { ticketId, contactId })
      return 'passed_on'
    }
  }
  // The guest can sign in by mail now. The link ends: whoever else holds it may have typed an address that is not theirs.
  if (isTheirs) await deleteGuestLink(tx, { ticketId, contactId })
  const key = isTheirs ? 'forms.address_confirmed' : 'forms.address_confirmed_of_others'
  await addGuestNote(tx, { ...ctx, actor: guest }, ticketId, translate('fr', key, { email: address }))
  return isTheirs ? 'mailed' : 'noted'
}

/** Updates the guest's address, and the note about it that the team reads. */
async function updateGuest(tx: Tx, ctx: Ctx<Client>, { contactId, address }: Confirmation, isTheirs: boolean) {
  const { email, notes, locale } = await requireContact(tx, contactId)
  await saveConfirmedAddress(tx, ctx, contactId, {
    email: isTheirs ? address : email,
    notes: notes.replace(translate(locale, 'forms.unverified'), translate(locale, 'forms.verified')),
  })
}

/** Deletes confirmations 30 days after they expired; until then they can be told from unknown ones. */
export async function deleteOldConfirmations(db: Db): Promise<void> {
  await db
    .deleteFrom('address_confirmation')
    .where('expires_at', '<', sql<string>`now() - interval '30 days'`)
    .execute()
}
