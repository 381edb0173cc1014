import { sql } from 'kysely'
import { translate } from '../../../i18n/index.ts'
import type { Db } from '../../platform/database.ts'
import { sign } from '../../platform/signature.ts'
import type { Recipient, Sending } from './compose.ts'
import { asHtml, asText, type Block } from './layout.ts'

/** By which a guest shows that an address is theirs: worked out from the id, so that nobody finds it in the database. */
const confirmationToken = (secret: string, id: string) => sign(secret, 'address confirmation', id)

/**
 * Goes to an address that a stranger may have typed: nothing of what they wrote is in it, their name neither. Null once it
 * is confirmed or too late, or when nobody knows our address.
 */
export async function confirmationMail(
  db: Db,
  mailId: string,
  { recipient, organisation, sending }: { recipient: Recipient; organisation: string; sending: Sending },
) {
  const { locale } = recipient
  const { publicUrl, linkSecret } = sending
  const asked = await db
    .selectFrom('address_confirmation')
    .innerJoin('ticket', 'ticket.id', 'address_confirmation.ticket_id')
    .select(['address_confirmation.id', 'ticket.number'])
    .where('mail_id', '=', mailId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst()
  if (!asked || !publicUrl) return null
  const number = String(asked.number)
  const url = `${publicUrl}/portail/#confirmation=${confirmationToken(linkSecret, asked.id)}`
  const blocks: Block[] = [
    { kind: 'line', text: translate(locale, 'mail.confirmation.words', { organisation, number }) },
    { kind: 'link', text: translate(locale, 'mail.confirmation.button'), url },
    { kind: 'small', text: `${translate(locale, 'mail.confirmation.ignore')}\n${organisation}` },
  ]
  return {
    subject: translate(locale, 'mail.confirmation.subject', { organisation, number }),
    text: asText(blocks),
    html: asHtml(blocks, locale),
  }
}
