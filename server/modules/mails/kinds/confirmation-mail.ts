import { sql } from 'kysely'
import { portalAddress, portalPaths } from '../../../../contract/rules/page-addresses.ts'
import { translateMail } from '../../../../i18n/mail/index.ts'
import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/new-id.ts'
import { sign } from '../../../platform/signature.ts'
import { isUsable } from '../../../platform/single-use-links.ts'
import { type MailEnvironment, readMailDomain } from '../settings.ts'
import type { MailKind } from './mail-kind.ts'
import { type Block, renderMail } from './render-mail.ts'

const maxPerHour = 1
const maxPerDay = 3

/** Returns the token by which a guest confirms an address. It is derived from the id, so the database does not hold it. */
export const confirmationToken = (secret: string, id: string) => sign(secret, 'address confirmation', id)

type ConfirmationRequest = { contactId: string; address: string }

/**
 * Queues the mail that asks a guest to confirm an address. Returns null when the address was sent one within the hour, or
 * three within the day, whoever requested them.
 * @param request.address in lower case
 */
export async function queueConfirmationMail(
  tx: Tx,
  environment: MailEnvironment,
  { contactId, address }: ConfirmationRequest,
): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 21))`.execute(tx)
  const { rows } = await sql<{ hour: number; day: number }>`
    select count(*) filter (where created_at > now() - interval '1 hour')::int as hour, count(*)::int as day from mail
    where purpose = 'confirmation' and lower(address) = ${address} and created_at > now() - interval '1 day'`.execute(
    tx,
  )
  const { hour = 0, day = 0 } = rows[0] ?? {}
  if (hour >= maxPerHour || day >= maxPerDay) return null
  const id = newId()
  const message_id = `<${id}@${await readMailDomain(tx, environment)}>`
  const mail = { id, message_id, purpose: 'confirmation', state: 'waiting', send_at: sql<string>`now()` } as const
  await tx
    .insertInto('mail')
    .values({ ...mail, contact_id: contactId, address })
    .execute()
  return id
}

/**
 * Composes the mail that asks to confirm an address. It repeats nothing that the guest wrote, not even their name: the
 * address may be a stranger's. Returns null when it is confirmed or expired, or without a public URL.
 */
export const confirmationMail: MailKind = async (db, mail, { recipient, letterhead, sending }) => {
  const { locale } = recipient
  const { publicUrl, linkSecret } = sending
  const confirmation = await db
    .selectFrom('address_confirmation')
    .leftJoin('ticket', 'ticket.id', 'address_confirmation.ticket_id')
    .select(['address_confirmation.id', 'ticket.number'])
    .where('mail_id', '=', mail.id)
    .where(isUsable)
    .executeTakeFirst()
  if (!confirmation || !publicUrl) return null
  const organisation = letterhead.name
  const key = confirmation.number === null ? 'mail.address' : 'mail.confirmation'
  const values = { organisation, number: String(confirmation.number) }
  const secrets = { confirmation: confirmationToken(linkSecret, confirmation.id) }
  const url = publicUrl + portalAddress(portalPaths.list, secrets)
  const blocks: Block[] = [
    { kind: 'line', text: translateMail(locale, `${key}.words`, values) },
    { kind: 'link', text: translateMail(locale, 'mail.confirmation.button'), url },
    { kind: 'small', text: translateMail(locale, 'mail.confirmation.ignore') },
  ]
  return renderMail(translateMail(locale, `${key}.subject`, values), blocks, locale, letterhead)
}
