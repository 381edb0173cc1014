import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { translateMail } from '../../../i18n/mail/index.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { sign } from '../../platform/signature.ts'
import type { Recipient, Sending } from './compose.ts'
import { type Block, layOut } from './layout.ts'
import type { Letterhead } from './letterhead.ts'
import { type MailEnvironment, mailDomain } from './settings.ts'

const anHourAtMost = 1
const aDayAtMost = 3

/** By which a guest shows that an address is theirs: worked out from the id, so that nobody finds it in the database. */
export const confirmationToken = (secret: string, id: string) => sign(secret, 'address confirmation', id)

type Asked = { contactId: string; address: string }

/**
 * Orders the mail that asks whether an address is the sender's. Null when the address had one this hour, or three today,
 * whoever asked for them.
 * @param asked.address in small letters
 */
export async function orderConfirmationMail(
  tx: Tx,
  environment: MailEnvironment,
  { contactId, address }: Asked,
): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 21))`.execute(tx)
  const { rows } = await sql<{ hour: number; day: number }>`
    select count(*) filter (where created_at > now() - interval '1 hour')::int as hour, count(*)::int as day from mail
    where purpose = 'confirmation' and lower(address) = ${address} and created_at > now() - interval '1 day'`.execute(
    tx,
  )
  const { hour = 0, day = 0 } = rows[0] ?? {}
  if (hour >= anHourAtMost || day >= aDayAtMost) return null
  const id = randomUUIDv7()
  const message_id = `<${id}@${await mailDomain(tx, environment)}>`
  const mail = { id, message_id, purpose: 'confirmation', state: 'waiting', send_at: sql<string>`now()` } as const
  await tx
    .insertInto('mail')
    .values({ ...mail, contact_id: contactId, address })
    .execute()
  return id
}

/**
 * Goes to an address that a stranger may have typed: nothing of what they wrote is in it, their name neither. Null once it
 * is confirmed or too late, or when nobody knows our address.
 */
export async function confirmationMail(
  db: Db,
  mailId: string,
  { recipient, letterhead, sending }: { recipient: Recipient; letterhead: Letterhead; sending: Sending },
) {
  const { locale } = recipient
  const { publicUrl, linkSecret } = sending
  const asked = await db
    .selectFrom('address_confirmation')
    .leftJoin('ticket', 'ticket.id', 'address_confirmation.ticket_id')
    .select(['address_confirmation.id', 'ticket.number'])
    .where('mail_id', '=', mailId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst()
  if (!asked || !publicUrl) return null
  const organisation = letterhead.name
  const key = asked.number === null ? 'mail.address' : 'mail.confirmation'
  const values = { organisation, number: String(asked.number) }
  const url = `${publicUrl}/portail/#confirmation=${confirmationToken(linkSecret, asked.id)}`
  const blocks: Block[] = [
    { kind: 'line', text: translateMail(locale, `${key}.words`, values) },
    { kind: 'link', text: translateMail(locale, 'mail.confirmation.button'), url },
    { kind: 'small', text: translateMail(locale, 'mail.confirmation.ignore') },
  ]
  return layOut(translateMail(locale, `${key}.subject`, values), blocks, locale, letterhead)
}
