import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ComposedForm } from '../../../contract/forms.ts'
import type { AddressConfirmed } from '../../../contract/portal.ts'
import { translate } from '../../../i18n/index.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Client, Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { hashToken } from '../../platform/signature.ts'
import { transact } from '../../platform/transact.ts'
import { listOthersAtAddress, requireContact, saveConfirmedAddress } from '../contacts/index.ts'
import { confirmationToken, type MailEnvironment, queueConfirmationMail } from '../mails/index.ts'
import { endGuestLink, requireClient } from '../portal/index.ts'
import { passOnToClient, remarkOnGuest } from '../tickets/index.ts'

/** How a guest is reached: by a mail that asks whether their address is theirs, and by the secret link of their ticket. */
export type Reaching = { environment: MailEnvironment; mailSecret: string; linkSecret: string }

const lastsDays = 7

/** Without an address of our own, the mail would lead nowhere. */
export const isAddressAsked = (form: ComposedForm, email: string | null, { environment }: Reaching): boolean =>
  form.confirmEmail && email !== null && environment.publicUrl !== undefined

/** Asks by mail whether an address is that of a client who has none, such as a user of a website. Throws forbidden. */
export async function askAddress(ctx: Ctx<Client>, reaching: Reaching, email: string): Promise<undefined> {
  const { id: contactId, email: known, onlyTicketId } = ctx.actor
  if (known !== null || onlyTicketId !== null) throw new AppError('forbidden')
  await transact(ctx, (tx) => askToConfirm(tx, reaching, { contactId, ticketId: null, email }))
}

/** Mails an address that somebody typed, to ask whether it is theirs. */
export async function askToConfirm(
  tx: Tx,
  { environment, mailSecret }: Reaching,
  { contactId, ticketId, email }: { contactId: string; ticketId: string | null; email: string },
): Promise<void> {
  const address = email.toLowerCase()
  const mailId = await queueConfirmationMail(tx, environment, { contactId, address })
  if (mailId === null) return
  const id = randomUUIDv7()
  await tx
    .insertInto('address_confirmation')
    .values({
      id,
      mail_id: mailId,
      contact_id: contactId,
      ticket_id: ticketId,
      address,
      token_hash: hashToken(confirmationToken(mailSecret, id)),
      expires_at: sql<string>`now() + ${lastsDays} * interval '1 day'`,
    })
    .execute()
}

/**
 * Asks again by mail whether an address is its reader's, by the token of a confirmation that has expired. Throws
 * link_spent, or link_refused for an unknown one.
 */
export async function askAgain(ctx: Ctx, reaching: Reaching, token: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const asked = await tx
      .selectFrom('address_confirmation')
      .select(['contact_id as contactId', 'ticket_id as ticketId', 'address as email', 'used_at'])
      .where('token_hash', '=', hashToken(token))
      .executeTakeFirst()
    if (!asked) throw new AppError('link_refused')
    if (asked.used_at) throw new AppError('link_spent')
    await askToConfirm(tx, reaching, asked)
  })
}

type Confirmed = { ticketId: string | null; contactId: string; address: string }

/**
 * Whoever reads the mailbox says that the address is theirs: it becomes the guest's when it is nobody's; when it is one
 * contact's, their ticket becomes that contact's; else the team is told. Throws link_spent, link_expired.
 */
export async function confirmAddress(ctx: Ctx, token: string): Promise<AddressConfirmed> {
  return transact(ctx, async (tx) => {
    const confirmed = await spend(tx, token)
    // Two guests who say at once that a new address is theirs do not both get it.
    await sql`select pg_advisory_xact_lock(hashtextextended(${confirmed.address}, 21))`.execute(tx)
    const { ticketId } = confirmed
    if (ticketId === null) return addAddress(tx, ctx, confirmed)
    const outcome = await settle(tx, ctx, { ...confirmed, ticketId })
    const { number } = await tx
      .selectFrom('ticket')
      .select('number')
      .where('id', '=', ticketId)
      .executeTakeFirstOrThrow()
    return { number, outcome }
  })
}

async function spend(tx: Tx, token: string): Promise<Confirmed> {
  const hash = hashToken(token)
  const spent = await tx
    .updateTable('address_confirmation')
    .set({ used_at: sql`now()` })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .returning(['ticket_id as ticketId', 'contact_id as contactId', 'address'])
    .executeTakeFirst()
  if (spent) return spent
  const known = await tx
    .selectFrom('address_confirmation')
    .select('used_at')
    .where('token_hash', '=', hash)
    .executeTakeFirst()
  throw new AppError(known?.used_at ? 'link_spent' : 'link_expired')
}

/**
 * Gives a client the address that they confirmed. Others may have it too: whoever reads the mailbox signs in as them
 * already. Throws link_expired when an agent has noted another one meanwhile.
 */
async function addAddress(tx: Tx, ctx: Ctx, { contactId, address }: Confirmed): Promise<AddressConfirmed> {
  const client = await requireClient(tx, contactId)
  if (client.email !== null && client.email !== address) throw new AppError('link_expired')
  const { notes } = await requireContact(tx, contactId)
  const shown = { email: address, notes: notes.replace(`${address} (?)`, address) }
  await saveConfirmedAddress(tx, { ...ctx, actor: client }, contactId, shown)
  return { number: null, outcome: 'added' }
}

async function settle(
  tx: Tx,
  ctx: Ctx,
  confirmed: Confirmed & { ticketId: string },
): Promise<AddressConfirmed['outcome']> {
  const { ticketId, contactId, address } = confirmed
  const guest = await requireClient(tx, contactId)
  const [owner, another] = await listOthersAtAddress(tx, address, contactId)
  const isTheirs = !owner && (guest.email === null || guest.email === address)
  await writeDown(tx, { ...ctx, actor: guest }, confirmed, isTheirs)
  if (owner && !another) {
    const by = { ...ctx, actor: await requireClient(tx, owner) }
    if (await passOnToClient(tx, by, { ticketId, guestId: contactId })) {
      await endGuestLink(tx, { ticketId, contactId })
      return 'passed_on'
    }
  }
  // They sign in by mail from now on; whoever else holds the link may have typed an address that is not theirs.
  if (isTheirs) await endGuestLink(tx, { ticketId, contactId })
  const key = isTheirs ? 'forms.address_confirmed' : 'forms.address_confirmed_of_others'
  await remarkOnGuest(tx, { ...ctx, actor: guest }, ticketId, translate('fr', key, { email: address }))
  return isTheirs ? 'mailed' : 'noted'
}

/** What the team reads of the guest said that nobody had shown whose the address is. */
async function writeDown(tx: Tx, ctx: Ctx<Client>, { contactId, address }: Confirmed, isTheirs: boolean) {
  const { email, notes, locale } = await requireContact(tx, contactId)
  await saveConfirmedAddress(tx, ctx, contactId, {
    email: isTheirs ? address : email,
    notes: notes.replace(translate(locale, 'forms.unverified'), translate(locale, 'forms.verified')),
  })
}

/** What is too late is told from what never was, for a month. */
export async function forgetConfirmations(db: Db): Promise<void> {
  await db
    .deleteFrom('address_confirmation')
    .where('expires_at', '<', sql<string>`now() - interval '30 days'`)
    .execute()
}
